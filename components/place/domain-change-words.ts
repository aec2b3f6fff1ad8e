import type { LoggedChange } from "#lib/audit/contract.ts";
import { formatDay } from "#lib/format/time.ts";

/** What one change of a sending domain did, field by field: "Warming up since: Jan 31, 2026 → the next email". */
export function domainChangeLines({ before, after }: LoggedChange): string[] {
  if (before === null) return ["brought it back from the archive"];
  if (after === null) return ["archived it"];
  const lines = [];
  if ("warmup_started_at" in after)
    lines.push(`Warming up since: ${warmUpText(before.warmup_started_at)} → ${warmUpText(after.warmup_started_at)}`);
  if ("dkim_selectors" in after)
    lines.push(`DKIM selectors: ${namesText(before.dkim_selectors)} → ${namesText(after.dkim_selectors)}`);
  return lines;
}

/** Since when a domain has been warming up: a day, or its next email. */
export function warmUpText(startedAt: unknown): string {
  return typeof startedAt === "string" && startedAt !== "" ? formatDay(Date.parse(startedAt), "UTC") : "the next email";
}

function namesText(names: unknown): string {
  return (Array.isArray(names) && names.join(", ")) || "the usual ones";
}
