import { isDatabaseAway } from "#lib/db/is-database-away.ts";
import { TransactionExpired } from "#lib/db/transaction.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { type RunTurn, TurnLane, type TurnLimits } from "#lib/shared/shared-turns.ts";
import type { EngineContext } from "./context.ts";

/** Work for several items of a tenant at once; answers one result an item, in their order. */
export type WorkTogether<Item, Result> = (ctx: EngineContext, tenantId: string, items: Item[]) => Promise<Result[]>;

type Outcome<Result> = { result: Result } | { error: unknown };

/** Kinds of work that take turns with one another, in each context and tenant. */
export class WorkLane {
  readonly #limits: TurnLimits;
  readonly #lanes = new WeakMap<EngineContext, TurnLane>();

  constructor(limits: TurnLimits) {
    this.#limits = limits;
  }

  of(ctx: EngineContext): TurnLane {
    const lane = this.#lanes.get(ctx) ?? new TurnLane(this.#limits);
    this.#lanes.set(ctx, lane);
    return lane;
  }
}

/**
 * Makes work that is cheaper together available to one caller at a time: what callers of a tenant ask for while a turn of the lane is
 * under way is done in a later one. When a turn fails, each of its items is done alone, so that none suffers for another; `together`
 * must therefore do all or nothing.
 */
export function sharedWork<Item, Result>(
  together: WorkTogether<Item, Result>,
  lane: WorkLane,
): (ctx: EngineContext, tenantId: string, item: Item) => Promise<Result> {
  const runs = new WeakMap<EngineContext, RunTurn<Item, Outcome<Result>>>();
  return async (ctx, tenantId, item) => {
    const run = runs.get(ctx) ?? ((tenant, items) => togetherOrAlone(together, ctx, tenant, items));
    runs.set(ctx, run);
    const outcome = await lane.of(ctx).submit(tenantId, run, item);
    if ("error" in outcome) throw outcome.error;
    return outcome.result;
  };
}

async function togetherOrAlone<Item, Result>(
  together: WorkTogether<Item, Result>,
  ctx: EngineContext,
  tenantId: string,
  items: Item[],
): Promise<Outcome<Result>[]> {
  try {
    return (await together(ctx, tenantId, items)).map((result) => ({ result }));
  } catch (error) {
    if (items.length === 1 || isAwayForAll(error)) return items.map(() => ({ error }));
    const outcomes: Outcome<Result>[] = [];
    for (const item of items) outcomes.push(...(await togetherOrAlone(together, ctx, tenantId, [item])));
    return outcomes;
  }
}

/** Without a database one failure is enough for all; but whoever expired may have waited for the lock of one item. */
function isAwayForAll(error: unknown): boolean {
  if (error instanceof AppError) return error.code === "dependency_unavailable";
  return isDatabaseAway(error) && !(error instanceof TransactionExpired);
}
