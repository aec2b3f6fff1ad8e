import type { Metadata } from "next";
import { RecontactView } from "#components/recontact/recontact-view.tsx";
import { requireSession } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Re-contact" };

export default async function RecontactPage() {
  await requireSession();
  return <RecontactView />;
}
