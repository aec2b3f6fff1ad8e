import { createHash } from "node:crypto";
import type { EngineContext } from "#lib/engine/context.ts";
import { sharedWork } from "#lib/engine/shared-work.ts";
import { isLocalConnection } from "#lib/shared/loopback.ts";
import type { ClaimKey } from "./claim-list.ts";
import { type ClaimedRow, claimRows, findRowState, type RowState } from "./repo-ledger.ts";
import { sendLane } from "./send-lane.ts";
import { earlyToleranceMs, leaseMs, missedAfterMs } from "./thresholds.ts";
import type { ClaimResult } from "./types.ts";

/**
 * First step of a send: takes a due queued row for ten minutes (SPEC §7). Of any number of workers one gets it. `runId` names the run
 * that asks: the same run asking again (a retried step) gets its own claim back. What missed its moment is not to be had: a job runner
 * that comes back wakes up all that slept in it at once.
 */
export async function claimSend(
  ctx: EngineContext,
  request: { tenantId: string; outreachEmailId: string; runId?: string },
): Promise<ClaimResult> {
  const { tenantId, outreachEmailId } = request;
  const claimId = claimIdOf(request);
  const key = { outreachEmailId, claimId };
  const { row, state } = (await claimInTurn(ctx, tenantId, key)) ?? (await claimAlone(ctx, tenantId, key));
  if (row === null) {
    if (state?.status !== "queued") return { kind: "gone", status: state?.status ?? "missing" };
    const isMissed = state.scheduled_at < timesOf(ctx).missedBefore;
    return { kind: isMissed ? "missed" : "not_yet", scheduledAt: state.scheduled_at.toISOString() };
  }
  const isLocal = isLocalConnection({ kind: row.connection_kind ?? "", settings: row.connection_settings });
  const mailDomain = await ctx.dns.lookUpMailDomain(row.recipient_domain, { isLocal });
  return {
    kind: "claimed",
    claim: { tenantId, outreachEmailId, outreachId: row.outreach_id, claimId, mailDomain },
  };
}

const claimInTurn = sharedWork<ClaimKey, Claimed | null>(claimTogether, sendLane);

/** Never waits for a lock: who gets nothing here asks again alone. */
async function claimTogether(ctx: EngineContext, tenantId: string, keys: ClaimKey[]): Promise<(Claimed | null)[]> {
  const rows = await ctx.forTenant(tenantId, (tx) => claimRows(tx, tenantId, keys, { ...timesOf(ctx), waits: false }));
  const byClaim = new Map(rows.map((row) => [row.claim_id, row]));
  return keys.map(({ claimId }) => {
    const row = byClaim.get(claimId);
    return row ? { row, state: null } : null;
  });
}

type Claimed = { row: ClaimedRow | null; state: RowState | null };

async function claimAlone(ctx: EngineContext, tenantId: string, key: ClaimKey): Promise<Claimed> {
  return ctx.forTenant(tenantId, async (tx) => {
    const [row] = await claimRows(tx, tenantId, [key], { ...timesOf(ctx), waits: true });
    return row ? { row, state: null } : { row: null, state: await findRowState(tx, tenantId, key.outreachEmailId) };
  });
}

function timesOf(ctx: EngineContext) {
  const now = ctx.now();
  const after = (ms: number) => new Date(now.getTime() + ms);
  return { now, missedBefore: after(-missedAfterMs), dueBy: after(earlyToleranceMs), leaseUntil: after(leaseMs) };
}

/** A uuid that is always the same for a run and message; without a run, a new one. */
function claimIdOf({ outreachEmailId, runId }: { outreachEmailId: string; runId?: string }): string {
  if (runId === undefined) return crypto.randomUUID();
  const hex = createHash("sha256").update(`${runId}:${outreachEmailId}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
