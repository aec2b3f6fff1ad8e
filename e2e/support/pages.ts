import { PANEL_TABS } from "#components/settings/panel-tabs.ts";
import { SETTING_TABS } from "#components/settings/setting-groups.ts";
import type { FurnishedTenant } from "./furnished-tenant.ts";

/** Every page of the console with its heading; `:id` stands for a thing of a tenant, whose name is the heading. */
export const PAGES: readonly { path: string; heading?: string }[] = [
  { path: "/overview", heading: "Overview" },
  { path: "/alerts", heading: "Alerts" },
  { path: "/queue", heading: "Today's queue" },
  { path: "/domains", heading: "Domains" },
  { path: "/domains/:id" },
  { path: "/mailboxes", heading: "Mailboxes" },
  { path: "/mailboxes/:id" },
  { path: "/recontact", heading: "Re-contact" },
  { path: "/prospects", heading: "Prospects" },
  { path: "/prospects/:id" },
  { path: "/prospects/import", heading: "Import prospects" },
  { path: "/campaigns", heading: "Campaigns" },
  { path: "/campaigns/:id" },
  { path: "/campaigns/new", heading: "New campaign" },
  { path: "/templates", heading: "Templates" },
  { path: "/templates/:id" },
  { path: "/templates/new", heading: "New template" },
  { path: "/suppressions", heading: "Suppressions" },
  { path: "/jobs", heading: "Jobs" },
  { path: "/audit", heading: "Audit log" },
  { path: "/settings", heading: "Settings" },
  ...[...SETTING_TABS, ...PANEL_TABS].map(({ id }) => ({ path: `/settings?tab=${id}`, heading: "Settings" })),
  { path: "/account", heading: "Your account" },
  { path: "/api-docs", heading: "API reference" },
];

/** Where a page is in that tenant, and what it is headed. */
export function placeOf({ path, heading }: (typeof PAGES)[number], { things }: FurnishedTenant) {
  const thing = things[path.split("/")[1] ?? ""];
  return { url: path.replace(":id", thing?.id ?? ""), heading: heading ?? thing?.name ?? "" };
}
