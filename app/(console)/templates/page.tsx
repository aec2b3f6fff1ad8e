import type { Metadata } from "next";
import { TemplatesView } from "#components/templates/templates-view.tsx";
import { requireSession } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Templates" };

export default async function TemplatesPage() {
  await requireSession();
  return <TemplatesView />;
}
