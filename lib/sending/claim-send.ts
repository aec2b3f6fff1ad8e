import { createHash } from "node:crypto";
import type { EngineContext } from "#lib/engine/context.ts";
import { isLocalConnection } from "#lib/shared/loopback.ts";
import { claimRow, findRowState } from "./repo-ledger.ts";
import { earlyToleranceMs, leaseMs } from "./thresholds.ts";
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
  const now = ctx.now();
  const claimId = claimIdOf(request);
  const found = await ctx.forTenant(tenantId, async (tx) => {
    const row = await claimRow(tx, request, {
      claimId,
      now,
      dueBy: new Date(now.getTime() + earlyToleranceMs),
      leaseUntil: new Date(now.getTime() + leaseMs),
    });
    return row ?? { state: await findRowState(tx, request) };
  });
  if ("state" in found) {
    const { state } = found;
    if (state?.status !== "queued") return { kind: "gone", status: state?.status ?? "missing" };
    return { kind: "not_yet", scheduledAt: state.scheduled_at.toISOString() };
  }
  const isLocal = isLocalConnection({ kind: found.connection_kind ?? "", settings: found.connection_settings });
  const mailDomain = await ctx.dns.lookUpMailDomain(found.recipient_domain, { isLocal });
  return {
    kind: "claimed",
    claim: { tenantId, outreachEmailId, outreachId: found.outreach_id, claimId, mailDomain },
  };
}

/** A uuid that is always the same for a run and message; without a run, a new one. */
function claimIdOf({ outreachEmailId, runId }: { outreachEmailId: string; runId?: string }): string {
  if (runId === undefined) return crypto.randomUUID();
  const hex = createHash("sha256").update(`${runId}:${outreachEmailId}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
