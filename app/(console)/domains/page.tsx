import type { Metadata } from "next";
import { DomainsView } from "#components/health/domains-view.tsx";
import { requireSession } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Domains" };

export default async function DomainsPage() {
  await requireSession();
  return <DomainsView />;
}
