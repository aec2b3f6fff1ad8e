import type { EngineContext } from "#lib/engine/context.ts";
import {
  deleteEndedAccessLinks,
  deleteEndedSessions,
  deleteEndedVerifications,
  deleteOldTries,
} from "#lib/tenancy/repo-sign-ins.ts";
import { inBatches } from "./in-batches.ts";
import { signInGraceMs } from "./thresholds.ts";

/** Once a day: sessions, one-time codes and links that have ended, and counters of tries long past. */
export async function forgetSignIns(
  ctx: EngineContext,
): Promise<Record<"sessions" | "verifications" | "access_links" | "rate_limits", number>> {
  const expired = new Date(ctx.now().getTime() - signInGraceMs.expired);
  const linkEnded = new Date(ctx.now().getTime() - signInGraceMs.accessLinks);
  const tried = new Date(ctx.now().getTime() - signInGraceMs.tries);
  return {
    sessions: await inBatches((limit) => deleteEndedSessions(ctx, { before: expired, limit })),
    verifications: await inBatches((limit) => deleteEndedVerifications(ctx, { before: expired, limit })),
    access_links: await inBatches((limit) => deleteEndedAccessLinks(ctx, { before: linkEnded, limit })),
    rate_limits: await inBatches((limit) => deleteOldTries(ctx, { before: tried, limit })),
  };
}
