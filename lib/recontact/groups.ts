import { outreachStatuses } from "#lib/prospects/types.ts";
import type { Hindrance } from "./types.ts";

const hindrances = [
  "replied",
  "unsubscribed",
  "suppressed",
  "manual_stop",
  "out_of_office",
  "no_address",
  "invalid_address",
  "send_under_way",
] as const satisfies readonly Hindrance[];

/** In these a prospect may come back, or may once it has another cycle. */
const sleeping = ["contacted", "exhausted"];

const endings = outreachStatuses.filter((status) => status !== "cold" && !sleeping.includes(status));

/** Groups of rested prospects: who returns next, and those who do not, by what keeps them or by the status that ended the sequence. */
export const groups = [...new Set(["next", "cycles_over", ...hindrances, ...endings] as const)];

export type Group = (typeof groups)[number];

/** In which statuses the prospects of a group are, so that its list reads no others; some words are a status and a hindrance at once. */
export function statusesOf(group: Group): string[] {
  const others: readonly string[] = ["next", "cycles_over", ...hindrances];
  const isEnding = (endings as readonly string[]).includes(group);
  return [...(isEnding ? [group] : []), ...(others.includes(group) ? sleeping : [])];
}
