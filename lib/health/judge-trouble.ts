import { setTimeout as sleep } from "node:timers/promises";
import type { EngineContext } from "#lib/engine/context.ts";
import { PacedTurns } from "#lib/engine/paced-turns.ts";
import { endAfter } from "#lib/engine/unfinished-work.ts";
import { moveStates } from "./evaluate-health.ts";
import { judgeRest } from "./policy/thresholds.ts";
import { tellStatesChanged } from "./tell-states-changed.ts";

const turnsOf = new WeakMap<EngineContext, PacedTurns<number>>();

/**
 * Has the guard look at scopes, by the numbers of their counters, in this process and at once, so that it need not wait for the job
 * runner. Resolves when their states are stored; during a flood, whose troubles are judged together a moment later, without waiting.
 * Never throws: what is not judged here, the job runner's evaluation judges.
 */
export async function judgeTrouble(ctx: EngineContext, tenantId: string, scopes: readonly number[]): Promise<void> {
  await (turnsOf.get(ctx) ?? begin(ctx)).submit(tenantId, scopes);
}

function begin(ctx: EngineContext): PacedTurns<number> {
  const { timesAsLong, leastMs, mostMs } = judgeRest;
  const turns = new PacedTurns<number>({
    run: (tenantId, scopes) => judge(ctx, tenantId, scopes),
    rest: (tookMs) => sleep(Math.min(mostMs, Math.max(leastMs, tookMs * timesAsLong))),
  });
  turnsOf.set(ctx, turns);
  return turns;
}

async function judge(ctx: EngineContext, tenantId: string, only: readonly number[]): Promise<void> {
  try {
    const { changed } = await moveStates(ctx, { tenantId, only });
    // Nobody waits for the job runner to hear of it: the states are what holds messages back.
    if (Object.keys(changed).length > 0) endAfter(tellStatesChanged(ctx, tenantId));
  } catch (error) {
    ctx.log.warn({ err: error, tenantId }, "trouble was not judged at once; the job runner's evaluation judges it");
  }
}
