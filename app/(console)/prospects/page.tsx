import type { Metadata } from "next";
import { ProspectsView } from "#components/prospects/prospects-view.tsx";
import { requireSession } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Prospects" };

export default async function ProspectsPage() {
  await requireSession();
  return <ProspectsView />;
}
