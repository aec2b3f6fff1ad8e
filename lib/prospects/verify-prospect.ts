import { writeAudit } from "#lib/audit/write-audit.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import { requestJobRun } from "#lib/jobs/request-job-run.ts";
import { cancelOpenSends } from "#lib/sending/cancel-open-sends.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import type { Actor } from "#lib/shared/actor.ts";
import { verifyRefusal } from "./policy/refusals.ts";
import { type LockedProspect, lockProspect, updateOutreach, updateProspect } from "./repo-change.ts";

type Request = { tenantId: string; actor: Actor; prospectId: string; requestId?: string };

/**
 * Has the address of a prospect checked anew before its first message: it waits until the verification job, which is asked for at once,
 * has spoken. Answers that job's run.
 * @throws AppError not_found; conflict when it has no address or is past its first message; dependency_unavailable
 */
export async function verifyProspect(ctx: EngineContext, request: Request): Promise<{ run_id: string }> {
  await awaitVerification(ctx, request);
  return requestVerification(ctx, request);
}

/** Asks for the verification job. @throws AppError dependency_unavailable */
export async function requestVerification(
  ctx: EngineContext,
  { tenantId, actor }: Pick<Request, "tenantId" | "actor">,
): Promise<{ run_id: string }> {
  const { runId } = await requestJobRun(ctx, { tenantId, functionId: "verify-prospects", requestedBy: actor.label });
  return { run_id: runId };
}

/** Makes a prospect wait for the verification job without asking for it. @throws AppError as verifyProspect */
export async function awaitVerification(ctx: EngineContext, request: Request): Promise<void> {
  const { tenantId, actor, prospectId, requestId } = request;
  const now = ctx.now();
  await ctx.forTenant(tenantId, async (tx) => {
    const found = await lockProspect(tx, tenantId, prospectId);
    if (!found) throw notFound("prospect");
    requireVerifiable(found);
    const outreachIds = [found.outreach.id];
    await cancelOpenSends(tx, { tenantId, outreachIds, reason: "address_unknown", now });
    await updateProspect(tx, prospectId, { email_verified: null, verified_at: null, updated_at: now });
    await updateOutreach(tx, found.outreach.id, statusOf(found));
    await recomputeNextSend(tx, { tenantId, outreachIds, now });
    const target = { targetKind: "prospect", targetId: prospectId };
    await writeAudit(tx, { tenantId, actor, requestId, action: "prospect.verification_requested", ...target });
  });
}

function requireVerifiable({ prospect, outreach }: LockedProspect): void {
  const refusal = verifyRefusal({ email_key: prospect.email_key, status: outreach.status });
  if (refusal) throw new AppError("conflict", refusal);
}

function statusOf({ outreach }: LockedProspect) {
  if (outreach.status === "cold") return {};
  return { status: "cold", hold_reason: "awaiting_verification" };
}
