import type { Metadata } from "next";
import { CampaignsView } from "#components/campaigns/campaigns-view.tsx";
import { requireSession } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Campaigns" };

export default async function CampaignsPage() {
  await requireSession();
  return <CampaignsView />;
}
