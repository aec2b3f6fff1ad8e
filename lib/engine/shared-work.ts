import { isDatabaseAway } from "#lib/db/is-database-away.ts";
import { TransactionExpired } from "#lib/db/transaction.ts";
import { SharedTurns, type TurnLimits } from "#lib/shared/shared-turns.ts";
import type { EngineContext } from "./context.ts";

/** Work for several items of a tenant at once; answers one result an item, in their order. */
export type WorkTogether<Item, Result> = (ctx: EngineContext, tenantId: string, items: Item[]) => Promise<Result[]>;

type Outcome<Result> = { result: Result } | { error: unknown };

/**
 * Makes work that is cheaper together available to one caller at a time: what callers of a tenant ask for while a turn is under way is
 * done in the next one. When a turn fails, each of its items is done alone, so that none suffers for another; `together` must therefore
 * do all or nothing.
 */
export function sharedWork<Item, Result>(
  together: WorkTogether<Item, Result>,
  limits: TurnLimits,
): (ctx: EngineContext, tenantId: string, item: Item) => Promise<Result> {
  const turnsOf = new WeakMap<EngineContext, SharedTurns<Item, Outcome<Result>>>();
  const begin = (ctx: EngineContext) => {
    const turns = new SharedTurns<Item, Outcome<Result>>(
      (tenantId, items) => togetherOrAlone(together, ctx, tenantId, items),
      limits,
    );
    turnsOf.set(ctx, turns);
    return turns;
  };
  return async (ctx, tenantId, item) => {
    const outcome = await (turnsOf.get(ctx) ?? begin(ctx)).submit(tenantId, item);
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
    // Whoever expired may have waited for one item's lock; without a database, one failure is enough for all.
    const isAway = isDatabaseAway(error) && !(error instanceof TransactionExpired);
    if (items.length === 1 || isAway) return items.map(() => ({ error }));
    const outcomes: Outcome<Result>[] = [];
    for (const item of items) outcomes.push(...(await togetherOrAlone(together, ctx, tenantId, [item])));
    return outcomes;
  }
}
