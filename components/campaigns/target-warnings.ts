import type { CampaignTargets, TargetsBody } from "#lib/campaigns/contract.ts";
import { formatPlural } from "#lib/format/number.ts";

/** What in trades and locations leads to nobody, in sentences; none when there is nothing to say. */
export function targetWarnings(counts: CampaignTargets, targets: TargetsBody): string[] {
  const { matching, unknown_trades: trades, unknown_locations: locations } = counts;
  const { target_trades, target_locations } = targets;
  const warnings = [
    ...(trades.length > 0 ? [`No prospect has the trade ${few(trades)}.`] : []),
    ...(locations.length > 0 ? [`No prospect is in ${few(locations)}.`] : []),
  ];
  if (matching > 0) return warnings;
  if (target_trades.length + target_locations.length === 0) return ["There are no prospects yet."];
  const isAllUnknown =
    (target_trades.length > 0 && trades.length === target_trades.length) ||
    (target_locations.length > 0 && locations.length === target_locations.length);
  if (!isAllUnknown) warnings.push("No prospect has one of these trades and is in one of these locations.");
  return [...warnings, "Check how they are written, or save the campaign and import such prospects later."];
}

const SHOWN = 5;

function few(names: readonly string[]): string {
  const more = names.length - SHOWN;
  const shown = names.slice(0, SHOWN).join(" or ");
  return more > 0 ? `${shown}, or ${formatPlural(more, "other", "others")} of the list` : shown;
}
