import type { EngineContext } from "#lib/engine/context.ts";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import type { PassOverReason } from "#lib/shared/reasons.ts";
import { judgeInventory } from "./judge-inventory.ts";
import { type Inventory, loadInventory } from "./repo-inventory.ts";

type SenderSettings = Inventory["settings"];
type Request = { tenantId: string; change: Partial<SenderSettings> };

/** A mailbox with what keeps it from sending, caps aside; null: it may send. */
export type ComparedSender = {
  id: string;
  fromEmail: string;
  domain: string;
  before: PassOverReason | null;
  after: PassOverReason | null;
};

/**
 * The tenant's mailboxes under the stored settings and under those with `change`, by address.
 * @throws AppError dependency_unavailable when reputation can be had neither from Redis nor from Postgres
 */
export async function compareSenders(ctx: EngineContext, { tenantId, change }: Request): Promise<ComparedSender[]> {
  const [maps, inventory] = await Promise.all([
    readHealthMaps(ctx, tenantId),
    ctx.forTenant(tenantId, (tx) => loadInventory(tx, tenantId)),
  ]);
  const judge = (settings: SenderSettings) => judgeInventory({ ...inventory, settings }, maps, ctx.now()).mailboxes;
  const after = judge({ ...inventory.settings, ...change });
  return judge(inventory.settings).map(({ id, fromEmail, domain, reason }, at) => ({
    id,
    fromEmail,
    domain,
    before: reason,
    after: after[at]?.reason ?? null,
  }));
}

/** Whether a change lets a mailbox send, or keeps it from it; null where neither changes. */
export function senderEffect({ before, after }: Pick<ComparedSender, "before" | "after">) {
  if ((before === null) === (after === null)) return null;
  return after === null ? ("newly_sending" as const) : ("stopped_sending" as const);
}
