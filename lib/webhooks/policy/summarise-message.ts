import { clickBurstMs, unreachableDeferrals } from "../thresholds.ts";
import type { MachineReason, MessageEvent } from "../types.ts";
import { dropReasonOf } from "./classify-sendgrid.ts";
import { strongestWish, type WishReason } from "./wish-reason.ts";

/** Reputation counters as stored in email_events.metric (SPEC §3); 0 is sent, which no event carries. */
export const metrics = { delivered: 1, bounced: 2, complained: 3, opened: 4, clicked: 5, blocked: 6 } as const;

const metricEntries = Object.entries(metrics) as [keyof typeof metrics, Metric][];

export type Metric = (typeof metrics)[keyof typeof metrics];

export type MessageSummary = {
  /** earliest of each, in ms; null when it never happened */
  deliveredAt: number | null;
  openedAt: number | null;
  machineOpenedAt: number | null;
  clickedAt: number | null;
  bouncedAt: number | null;
  complainedAt: number | null;
  unsubscribedAt: number | null;
  /** human opens */
  openCount: number;
  bounceType: "hard" | "technical" | "blocked" | "deferred" | null;
  bounceReason: string | null;
  isDropped: boolean;
  /** the strongest reason about the address that a drop gave */
  dropReason: WishReason | null;
  /** which event counts for reputation: at most one a metric, the earliest */
  counted: ReadonlyMap<Metric, MessageEvent>;
  /** every click with its verdict, because a later click can change an earlier one's */
  clickReasons: ReadonlyMap<string, MachineReason | null>;
};

/**
 * What happened to a message, from the set of its events: the order in which they arrived plays no part (SPEC §8). Pure; equal
 * times are ordered by the events' identity.
 */
export function summariseMessage(events: readonly MessageEvent[]): MessageSummary {
  if (events.length === 0) return nothingYet;
  const ordered = inOrder(events);
  const byType = Map.groupBy(ordered, (event) => event.type);
  const firstAt = (type: string) => byType.get(type)?.[0]?.atMs ?? null;
  const clicks = byType.get("clicked");
  const clickReasons = clicks === undefined ? nothingYet.clickReasons : judgeClicks(clicks);
  const click = clicks?.find((event) => clickReasons.get(event.key) === null);
  const deliveredAt = firstAt("delivered");
  return {
    ...judgeOpens(byType.get("opened")),
    deliveredAt,
    clickedAt: click?.atMs ?? null,
    bouncedAt: firstAt("bounced"),
    complainedAt: firstAt("complained"),
    unsubscribedAt: firstAt("unsubscribed"),
    ...judgeBounce(byType),
    isDropped: byType.has("dropped") && deliveredAt === null,
    dropReason: strongestWish(byType.get("dropped")?.map((event) => dropReasonOf(event.reason)) ?? []),
    counted: countedOf(byType, click),
    clickReasons,
  };
}

/** Most posts tell the first of a message: what was known before need not be searched for. */
const nothingYet: MessageSummary = {
  deliveredAt: null,
  openedAt: null,
  machineOpenedAt: null,
  clickedAt: null,
  bouncedAt: null,
  complainedAt: null,
  unsubscribedAt: null,
  openCount: 0,
  bounceType: null,
  bounceReason: null,
  isDropped: false,
  dropReason: null,
  counted: new Map(),
  clickReasons: new Map(),
};

function inOrder(events: readonly MessageEvent[]): readonly MessageEvent[] {
  if (events.length === 1) return events;
  return events.toSorted((a, b) => a.atMs - b.atMs || (a.key < b.key ? -1 : 1));
}

/** A message's events in order, by type. */
type ByType = ReadonlyMap<string, MessageEvent[]>;

function countedOf(byType: ByType, click: MessageEvent | undefined): Map<Metric, MessageEvent> {
  const counted = new Map<Metric, MessageEvent>();
  for (const [name, metric] of metricEntries) {
    const event = name === "clicked" ? click : byType.get(name)?.[0];
    if (event) counted.set(metric, event);
  }
  return counted;
}

function judgeOpens(opens: MessageEvent[] = []): Pick<MessageSummary, "openedAt" | "machineOpenedAt" | "openCount"> {
  const human = opens.filter((event) => event.machineReason === null);
  return {
    openedAt: human[0]?.atMs ?? null,
    machineOpenedAt: opens.find((event) => event.machineReason !== null)?.atMs ?? null,
    openCount: human.length,
  };
}

/** A scanner's agent, or another link of the same message within the burst time, before or after. */
function judgeClicks(clicks: MessageEvent[]): Map<string, MachineReason | null> {
  const isBurst = (click: MessageEvent) =>
    clicks.some((other) => other.url !== click.url && Math.abs(other.atMs - click.atMs) <= clickBurstMs);
  return new Map(
    clicks.map((click) => {
      const byAgent = click.machineReason === "scanner_agent" ? click.machineReason : null;
      return [click.key, byAgent ?? (isBurst(click) ? "click_burst" : null)];
    }),
  );
}

/** The worst thing that was said about the message, with the words of its first occurrence. */
function judgeBounce(byType: ByType): Pick<MessageSummary, "bounceType" | "bounceReason"> {
  const hard = byType.get("bounced")?.find((event) => event.bounceClass === "hard");
  if (hard) return { bounceType: "hard", bounceReason: hard.reason };
  const technical = byType.get("bounced")?.[0];
  if (technical) return { bounceType: "technical", bounceReason: technical.reason };
  const blocked = byType.get("blocked")?.[0];
  const deferrals = byType.get("deferred") ?? [];
  // A server that gives up after days of deferrals says so with a block: the message was out of reach all the same (SPEC §2).
  if (deferrals.length >= unreachableDeferrals)
    return { bounceType: "deferred", bounceReason: reasonIn(blocked, deferrals[0]) };
  return blocked ? { bounceType: "blocked", bounceReason: blocked.reason } : { bounceType: null, bounceReason: null };
}

/** The final answer when there is one. */
function reasonIn(...events: (MessageEvent | undefined)[]): string | null {
  return events.find((event) => event?.reason != null)?.reason ?? null;
}
