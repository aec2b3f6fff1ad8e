import type { Metadata } from "next";
import { AccountView } from "#components/account/account-view.tsx";
import { requireSession } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  await requireSession();
  return <AccountView />;
}
