import type { Metadata } from "next";
import { SuppressionsView } from "#components/suppressions/suppressions-view.tsx";
import { requireSession } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Suppressions" };

export default async function SuppressionsPage() {
  await requireSession();
  return <SuppressionsView />;
}
