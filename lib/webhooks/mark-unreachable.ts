import type { EngineContext } from "#lib/engine/context.ts";
import { markUnreachable } from "./repo-outreach.ts";
import { unreachableAfterHours, unreachableLookbackDays } from "./thresholds.ts";

const hourMs = 3_600_000;

/**
 * Makes prospects unreachable whose message was deferred three times and not delivered within 72 h (SPEC §2). Answers how many. A
 * later delivery returns them.
 */
export async function markUnreachableProspects(ctx: EngineContext, request: { tenantId: string }): Promise<number> {
  const now = ctx.now();
  const before = (hours: number) => new Date(now.getTime() - hours * hourMs);
  const sent = { from: before(unreachableLookbackDays * 24), to: before(unreachableAfterHours) };
  return ctx.forTenant(request.tenantId, (tx) => markUnreachable(tx, request.tenantId, sent, now));
}
