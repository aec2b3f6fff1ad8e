import type { Metadata } from "next";
import { NewCampaignView } from "#components/campaigns/new-campaign-view.tsx";
import { requireSession } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "New campaign" };

export default async function NewCampaignPage() {
  await requireSession();
  return <NewCampaignView />;
}
