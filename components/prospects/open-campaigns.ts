import type { CampaignChoice } from "#lib/prospects/queries-list.ts";

/** Campaigns that prospects can join, as options of a select. */
export function openCampaignOptions(campaigns: readonly CampaignChoice[]) {
  const open = campaigns.filter(({ status }) => status !== "completed" && status !== "archived");
  return open.map(({ id, name, status }) => ({ value: id, label: `${name} (${status})` }));
}
