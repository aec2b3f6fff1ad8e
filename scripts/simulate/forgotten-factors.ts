import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import type { SenderTables } from "#lib/sending/repo-senders.ts";
import type { Standings } from "./checks/standings.ts";

/**
 * Planning as it would be if it forgot the factors of scores: it reads daily limits so much higher that their product with the factor
 * is the limit itself. For `--break factor`.
 */
export function forgetFactors(ctx: EngineContext, standings: Standings): EngineContext {
  return {
    ...ctx,
    forTenant: (tenantId, work, options) => ctx.forTenant(tenantId, (tx) => work(raised(tx, standings)), options),
  };
}

function raised(tx: Tx, standings: Standings): Tx {
  const query = async (...args: Parameters<Tx["$queryRaw"]>) => {
    const rows = await tx.$queryRaw<unknown[]>(...args);
    return rows.map((row) => (isOfSenders(row) ? withRaisedLimits(row, standings) : row));
  };
  return new Proxy(tx, {
    get: (target, name) => (name === "$queryRaw" ? query : Reflect.get(target, name, target)),
  });
}

function withRaisedLimits(tables: SenderTables, standings: Standings): SenderTables {
  const domainOf = new Map(tables.domains.map(({ id, domain }) => [id, domain]));
  const mailboxes = tables.mailboxes.map((row) => {
    const names = [`mailbox ${row.from_email}`, `domain ${domainOf.get(row.sending_domain_id)}`];
    const factor = Math.min(...names.map((name) => standings.get(name)?.factor ?? 1));
    return factor === 0 ? row : { ...row, daily_limit: Math.ceil(row.daily_limit / factor) };
  });
  return { ...tables, mailboxes };
}

function isOfSenders(row: unknown): row is SenderTables {
  return typeof row === "object" && row !== null && "mailboxes" in row && "states" in row;
}
