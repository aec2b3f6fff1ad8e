import type { Metadata } from "next";
import { AlertsView } from "#components/alerts/alerts-view.tsx";
import { requireSession } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Alerts" };

export default async function AlertsPage() {
  await requireSession();
  return <AlertsView />;
}
