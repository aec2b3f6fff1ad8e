import type { Metadata } from "next";
import { QueueView } from "#components/send-queue/queue-view.tsx";
import { requireSession } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Today's queue" };

export default async function QueuePage() {
  await requireSession();
  return <QueueView />;
}
