import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import type { Standings } from "./checks/standings.ts";

type SenderRow = { from_email: string; domain: string; daily_limit: number };

/**
 * Planning as it would be if it forgot the factors of scores: it reads daily limits so much higher that their product with the factor
 * is the limit itself. For `--break factor`.
 */
export function forgetFactors(ctx: EngineContext, standings: Standings): EngineContext {
  const raise = (row: SenderRow) => {
    const names = [`mailbox ${row.from_email}`, `domain ${row.domain}`];
    const factor = Math.min(...names.map((name) => standings.get(name)?.factor ?? 1));
    return factor === 0 ? row : { ...row, daily_limit: Math.ceil(row.daily_limit / factor) };
  };
  return {
    ...ctx,
    forTenant: (tenantId, work, options) => ctx.forTenant(tenantId, (tx) => work(raised(tx, raise)), options),
  };
}

function raised(tx: Tx, raise: (row: SenderRow) => SenderRow): Tx {
  const query = async (...args: Parameters<Tx["$queryRaw"]>) => {
    const rows = await tx.$queryRaw<unknown[]>(...args);
    return rows.map((row) => (isSender(row) ? raise(row) : row));
  };
  return new Proxy(tx, {
    get: (target, name) => (name === "$queryRaw" ? query : Reflect.get(target, name, target)),
  });
}

function isSender(row: unknown): row is SenderRow {
  return typeof row === "object" && row !== null && "daily_limit" in row && "warmup_started_at" in row;
}
