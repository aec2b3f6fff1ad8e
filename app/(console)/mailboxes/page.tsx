import type { Metadata } from "next";
import { MailboxesView } from "#components/health/mailboxes-view.tsx";
import { requireSession } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Mailboxes" };

export default async function MailboxesPage() {
  await requireSession();
  return <MailboxesView />;
}
