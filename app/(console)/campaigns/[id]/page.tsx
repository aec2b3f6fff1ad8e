import type { Metadata } from "next";
import { CampaignView } from "#components/campaigns/campaign-view.tsx";
import { requireSession } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Campaign" };

export default async function CampaignPage({ params }: { params: Promise<{ id: string }> }) {
  await requireSession();
  const { id } = await params;
  return <CampaignView id={id} />;
}
