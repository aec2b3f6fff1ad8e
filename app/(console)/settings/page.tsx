import type { Metadata } from "next";
import { SettingsView } from "#components/settings/settings-view.tsx";
import { requireSession } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  await requireSession();
  return <SettingsView />;
}
