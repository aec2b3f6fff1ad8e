import type { BulkAction, Standing } from "../types.ts";
import { campaignRefusal, stopRefusal, suppressRefusal, verifyRefusal } from "./refusals.ts";

/** What is to be done to many; a campaign or an owner that is left out is not chosen yet. */
export type BulkOrder = { action: BulkAction; campaign_id?: string; owner_id?: string | null };

/** What an action would do to many: the ids of those it would change, in their order, and why not the others, most first. */
export type Forecast = { ids: string[]; unchanged: { detail: string; count: number }[] };

/** Tells apart whom an action would change. `suppressed`: the email keys among them that are suppressed. */
export function forecastBulk(
  order: BulkOrder,
  standings: readonly Standing[],
  suppressed: ReadonlySet<string>,
): Forecast {
  const ids: string[] = [];
  const counts = new Map<string, number>();
  for (const standing of standings) {
    const detail = whyUnchanged(order, standing, suppressed);
    if (detail === null) ids.push(standing.id);
    else counts.set(detail, (counts.get(detail) ?? 0) + 1);
  }
  const unchanged = [...counts].map(([detail, count]) => ({ detail, count }));
  return { ids, unchanged: unchanged.toSorted((a, b) => b.count - a.count) };
}

/** In the words of the refusal that the change itself would meet; where it is so already, it would change nothing. */
function whyUnchanged(order: BulkOrder, standing: Standing, suppressed: ReadonlySet<string>): string | null {
  switch (order.action) {
    case "stop":
      return stopRefusal(standing) ?? (standing.hold_reason === "manual_stop" ? "Stopped by a person already." : null);
    case "suppress":
      return suppressRefusal(standing) ?? (suppressed.has(standing.email_key ?? "") ? "Suppressed already." : null);
    case "verify":
      return verifyRefusal(standing);
    case "assign_campaign":
      if (standing.campaign_id === order.campaign_id) return "In this campaign already.";
      return campaignRefusal(standing);
    case "assign_owner":
      if (standing.owner_id !== order.owner_id) return null;
      return standing.owner_id === null ? "Has no owner already." : "Has this owner already.";
  }
}
