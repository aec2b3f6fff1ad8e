import { writeAudit } from "#lib/audit/write-audit.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { moveScope } from "#lib/health/change-state.ts";
import { announceChange } from "#lib/settings/announce-change.ts";
import { hasRole } from "#lib/shared/actor.ts";
import type { BulkItem, BulkMailboxBody, BulkMailboxResult } from "./contract-bulk.ts";
import { lockMailbox, updateMailboxRow } from "./repo-mailboxes.ts";
import type { Change } from "./types.ts";

/** Hand-overs of the tenant wait while a transaction holds the gate: few rows in each. */
const rowsPerTransaction = 50;

/**
 * Pauses or resumes many mailboxes, or gives them a daily limit; each has its audit line in the transaction that changes it. What is so
 * already stays as it is, so that a request cut off half-way can be sent again.
 * @throws AppError forbidden for a daily limit by who may not change a single one either
 */
export async function changeMailboxes(
  ctx: EngineContext,
  { body, ...change }: Change & { body: BulkMailboxBody },
): Promise<BulkMailboxResult> {
  if (body.action === "daily_limit" && !hasRole(change.actor.role, "admin")) {
    throw new AppError("forbidden", `A daily limit needs the role admin; yours is ${change.actor.role}.`);
  }
  const ids = [...new Set(body.ids)];
  const found = new Map<string, BulkItem>();
  // In one order everywhere, so that two such requests never wait for each other.
  const sorted = ids.toSorted();
  for (let from = 0; from < sorted.length; from += rowsPerTransaction) {
    const some = sorted.slice(from, from + rowsPerTransaction);
    await ctx.forTenant(change.tenantId, async (tx) => {
      for (const id of some) found.set(id, await changeOne(tx, ctx.now(), { id, body, ...change }));
    });
  }
  const items = ids.flatMap((id) => found.get(id) ?? []);
  const count = (outcome: BulkItem["outcome"]) => items.filter((item) => item.outcome === outcome).length;
  const changed = count("changed");
  if (changed > 0) await announceChange(ctx, change.tenantId);
  return { changed, unchanged: count("unchanged"), not_found: count("not_found"), items };
}

type One = Change & { id: string; body: BulkMailboxBody };

async function changeOne(tx: Tx, now: Date, { id, body, ...change }: One): Promise<BulkItem> {
  if (body.action === "daily_limit") return limitOne(tx, { id, limit: body.daily_limit, ...change });
  const scope = { ...change, scopeKind: "mailbox", scopeId: id } as const;
  const moved = await moveScope(tx, now, scope, { verb: body.action, note: body.reason ?? null });
  if (moved === null) return { id, from_email: null, outcome: "not_found" };
  return { id, from_email: moved.name, outcome: moved.isChanged ? "changed" : "unchanged" };
}

async function limitOne(tx: Tx, { id, limit, ...change }: Change & { id: string; limit: number }): Promise<BulkItem> {
  const before = await lockMailbox(tx, change.tenantId, id);
  if (!before || before.archived_at) return { id, from_email: null, outcome: "not_found" };
  const { from_email, daily_limit } = before;
  if (daily_limit === limit) return { id, from_email, outcome: "unchanged" };
  await updateMailboxRow(tx, change.tenantId, id, { daily_limit: limit });
  await writeAudit(tx, {
    ...change,
    action: "mailbox.changed",
    targetKind: "mailbox",
    targetId: id,
    before: { daily_limit },
    after: { daily_limit: limit },
  });
  return { id, from_email, outcome: "changed" };
}
