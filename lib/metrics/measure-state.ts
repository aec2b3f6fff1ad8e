import type { EngineContext } from "#lib/engine/context.ts";
import { inOneForAll } from "#lib/tenancy/across-tenants.ts";
import {
  countHealthStates,
  countHeld,
  countParkedEvents,
  countQueue,
  countReputationMarks,
  type QueueRow,
} from "./repo.ts";
import { heldEveryMs, parkedDays } from "./thresholds.ts";

/** How things stand in all tenants together, as Postgres has it. */
export type MeasuredState = {
  queue: QueueRow[];
  healthStates: { scope: string; state: string; scopes: number }[];
  parkedEvents: number;
  reputationMarks: number;
  held: HeldCount[];
};

type HeldCount = { reason: string; prospects: number };

/** The one figure that takes a pass over a table is taken every few minutes, however often and by how many it is asked for. */
let held: { at: number; counts: HeldCount[] } | undefined;

/**
 * Reads what /metrics shows of the database. Its cost goes with what is under way and with the number of mailboxes and prospects,
 * never with what was sent.
 * @throws whatever keeps Postgres from answering in time
 */
export async function measureState(ctx: EngineContext): Promise<MeasuredState> {
  const now = ctx.now();
  const since = new Date(now.getTime() - parkedDays * 86_400_000);
  return inOneForAll(ctx, async (tx) => ({
    queue: await countQueue(tx, now),
    healthStates: await countHealthStates(tx),
    parkedEvents: await countParkedEvents(tx, since),
    reputationMarks: await countReputationMarks(tx),
    held: await heldCounts(now, () => countHeld(tx)),
  }));
}

async function heldCounts(now: Date, count: () => Promise<HeldCount[]>): Promise<HeldCount[]> {
  const at = now.getTime();
  if (held && at - held.at < heldEveryMs && at >= held.at) return held.counts;
  held = { at, counts: await count() };
  return held.counts;
}
