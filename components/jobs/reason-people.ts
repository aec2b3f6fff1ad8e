import { withQuery } from "#lib/query/query-string.ts";
import { holdReasons, passOverReasons, reasonsOfRuns } from "#lib/shared/reasons.ts";

/**
 * Where those whom a reason of a run is about are found as they are now, by the run's key of its reasons; null where nothing tells them
 * from others.
 */
export function peopleHref(group: string, reason: string): string | null {
  if (group === "left_due_because") return "/prospects?sort=next_send";
  if (group !== "passed_over") return null;
  if (reason === "already_queued") return "/queue";
  if (reasonsOfRuns.has(reason)) return null;
  // What planning and a hold call the same, a run counts of planning.
  if (Object.hasOwn(passOverReasons, reason)) return withQuery("/prospects", { passed_over_for: reason });
  return Object.hasOwn(holdReasons, reason) ? withQuery("/prospects", { hold_reason: reason }) : null;
}

const HINTS: Readonly<Record<string, string>> = {
  passed_over: "Each reason leads to those who have it now; since this run they may have become others.",
  left_due_because: "Each reason leads to the prospects by their next email: those still due come first.",
};

/** What to expect behind the reasons of a group; null where they lead nowhere. */
export function peopleHint(group: string): string | null {
  return HINTS[group] ?? null;
}
