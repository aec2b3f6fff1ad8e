import type { Metadata } from "next";
import { AuditView } from "#components/audit/audit-view.tsx";
import { requireSession } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage() {
  await requireSession();
  return <AuditView />;
}
