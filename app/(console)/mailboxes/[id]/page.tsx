import type { Metadata } from "next";
import { MailboxPlaceView } from "#components/place/mailbox-place-view.tsx";
import { requireSession } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Mailbox" };

export default async function MailboxPage({ params }: { params: Promise<{ id: string }> }) {
  await requireSession();
  const { id } = await params;
  return <MailboxPlaceView id={id} />;
}
