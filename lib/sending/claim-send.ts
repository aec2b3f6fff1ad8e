import { createHash } from "node:crypto";
import type { EngineContext } from "#lib/engine/context.ts";
import { sharedWork } from "#lib/engine/shared-work.ts";
import { isLocalConnection } from "#lib/shared/loopback.ts";
import type { ClaimKey } from "./claim-list.ts";
import { type ClaimedRow, claimRows, listRowStates, type RowState } from "./repo-ledger.ts";
import { earlyToleranceMs, leaseMs, sharedSends } from "./thresholds.ts";
import type { ClaimResult } from "./types.ts";

/**
 * First step of a send: takes a due queued row for ten minutes (SPEC §7). Of any number of workers one gets it. `runId` names the run
 * that asks: the same run asking again (a retried step) gets its own claim back.
 */
export async function claimSend(
  ctx: EngineContext,
  request: { tenantId: string; outreachEmailId: string; runId?: string },
): Promise<ClaimResult> {
  const { tenantId, outreachEmailId } = request;
  const claimId = claimIdOf(request);
  const { row, state } = await claimInTurn(ctx, tenantId, { outreachEmailId, claimId });
  if (row === null) {
    if (state?.status !== "queued") return { kind: "gone", status: state?.status ?? "missing" };
    return { kind: "not_yet", scheduledAt: state.scheduled_at.toISOString() };
  }
  const isLocal = isLocalConnection({ kind: row.connection_kind ?? "", settings: row.connection_settings });
  const mailDomain = await ctx.dns.lookUpMailDomain(row.recipient_domain, { isLocal });
  return {
    kind: "claimed",
    claim: { tenantId, outreachEmailId, outreachId: row.outreach_id, claimId, mailDomain },
  };
}

type Claimed = { row: ClaimedRow | null; state: RowState | null };

const claimInTurn = sharedWork<ClaimKey, Claimed>(claimTogether, sharedSends);

/** Who gets nothing together asks again alone: the row may only have been locked at that moment, and alone one may wait for it. */
async function claimTogether(ctx: EngineContext, tenantId: string, requests: ClaimKey[]): Promise<Claimed[]> {
  const together = await claimAll(ctx, tenantId, requests);
  if (requests.length === 1) return together;
  const results: Claimed[] = [];
  for (const [index, request] of requests.entries()) {
    const claimed = together[index] as Claimed;
    results.push(claimed.row ? claimed : ((await claimAll(ctx, tenantId, [request]))[0] as Claimed));
  }
  return results;
}

async function claimAll(ctx: EngineContext, tenantId: string, requests: ClaimKey[]): Promise<Claimed[]> {
  const now = ctx.now();
  return ctx.forTenant(tenantId, async (tx) => {
    const rows = await claimRows(tx, tenantId, requests, {
      now,
      dueBy: new Date(now.getTime() + earlyToleranceMs),
      leaseUntil: new Date(now.getTime() + leaseMs),
    });
    const byClaim = new Map(rows.map((row) => [row.claim_id, row]));
    const missing = requests
      .filter((request) => !byClaim.has(request.claimId))
      .map((request) => request.outreachEmailId);
    const states = missing.length === 0 ? [] : await listRowStates(tx, tenantId, missing);
    const stateById = new Map(states.map((state) => [state.id, state]));
    return requests.map(({ outreachEmailId, claimId }) => ({
      row: byClaim.get(claimId) ?? null,
      state: stateById.get(outreachEmailId) ?? null,
    }));
  });
}

/** A uuid that is always the same for a run and message; without a run, a new one. */
function claimIdOf({ outreachEmailId, runId }: { outreachEmailId: string; runId?: string }): string {
  if (runId === undefined) return crypto.randomUUID();
  const hex = createHash("sha256").update(`${runId}:${outreachEmailId}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
