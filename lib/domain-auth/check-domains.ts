import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { checkDomain } from "./check-domain.ts";
import type { AuthVerdict } from "./policy/judge-records.ts";
import { listDomainIds } from "./repo.ts";
import { concurrentDomains, mostUnanswered } from "./thresholds.ts";

export type CheckedDomains = Record<AuthVerdict["status"] | "checked" | "left_out", number>;

/**
 * Checks SPF, DKIM and DMARC of every sending domain in use. When a long row of them gets no answer the resolver is at fault, and the
 * rest is left for the next run. Again, and at once, is harmless.
 */
export async function checkDomains(ctx: EngineContext, { tenantId }: { tenantId: string }): Promise<CheckedDomains> {
  const ids = await ctx.forTenant(tenantId, (tx) => listDomainIds(tx, tenantId));
  const counts: CheckedDomains = { checked: 0, passed: 0, partial: 0, failed: 0, unknown: 0, left_out: 0 };
  let unanswered = 0;
  for (let start = 0; start < ids.length && unanswered < mostUnanswered; start += concurrentDomains) {
    const some = ids.slice(start, start + concurrentDomains);
    for (const verdict of await Promise.all(some.map((id) => checkOne(ctx, tenantId, id)))) {
      if (verdict === null) continue;
      counts.checked += 1;
      counts[verdict.status] += 1;
      unanswered = verdict.status === "unknown" ? unanswered + 1 : 0;
    }
  }
  counts.left_out = ids.length - counts.checked;
  return counts;
}

/** null when the domain was put away meanwhile. */
async function checkOne(ctx: EngineContext, tenantId: string, id: string): Promise<AuthVerdict | null> {
  try {
    return await checkDomain(ctx, { tenantId, id });
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
