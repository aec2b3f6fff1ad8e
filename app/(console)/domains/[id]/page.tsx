import type { Metadata } from "next";
import { DomainPlaceView } from "#components/place/domain-place-view.tsx";
import { requireSession } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Domain" };

export default async function DomainPage({ params }: { params: Promise<{ id: string }> }) {
  await requireSession();
  const { id } = await params;
  return <DomainPlaceView id={id} />;
}
