import type { EngineContext } from "#lib/engine/context.ts";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import { judgeInventory } from "./judge-inventory.ts";
import { type Inventory, loadInventory } from "./repo-inventory.ts";

type SenderSettings = Inventory["settings"];

/**
 * How many of the tenant's mailboxes may send, caps aside, under the stored settings and under those with `change`.
 * @throws AppError dependency_unavailable when reputation can be had neither from Redis nor from Postgres
 */
export async function compareSenders(
  ctx: EngineContext,
  { tenantId, change }: { tenantId: string; change: Partial<SenderSettings> },
): Promise<{ total: number; before: number; after: number }> {
  const [maps, inventory] = await Promise.all([
    readHealthMaps(ctx, tenantId),
    ctx.forTenant(tenantId, (tx) => loadInventory(tx, tenantId)),
  ]);
  const able = (settings: SenderSettings) =>
    judgeInventory({ ...inventory, settings }, maps, ctx.now()).mailboxes.filter(({ reason }) => reason === null)
      .length;
  return {
    total: inventory.mailboxes.length,
    before: able(inventory.settings),
    after: able({ ...inventory.settings, ...change }),
  };
}
