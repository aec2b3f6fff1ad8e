import type { Metadata } from "next";
import { ImportView } from "#components/prospects/import-view.tsx";
import { requireSession } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Import prospects" };

export default async function ImportPage() {
  await requireSession();
  return <ImportView />;
}
