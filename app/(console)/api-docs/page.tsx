import type { Metadata } from "next";
import { ApiDocsView } from "#components/api-docs/api-docs-view.tsx";
import { requireSession } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "API reference" };

export default async function ApiDocsPage() {
  await requireSession();
  return <ApiDocsView />;
}
