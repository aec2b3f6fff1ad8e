import type { Metadata } from "next";
import { ProspectView } from "#components/prospects/prospect-view.tsx";
import { requireSession } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Prospect" };

export default async function ProspectPage({ params }: { params: Promise<{ id: string }> }) {
  await requireSession();
  const { id } = await params;
  return <ProspectView id={id} />;
}
