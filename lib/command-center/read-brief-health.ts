import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { releaseOf } from "#lib/health/policy/release-of.ts";
import { readJudgedHealth } from "#lib/health/read-email-health.ts";
import { chooserThrottle } from "#lib/reputation/policy/chooser-throttle.ts";
import type { HealthInBrief } from "./contract.ts";
import { healthInBrief } from "./policy/health-in-brief.ts";

/** Health of all domains and mailboxes in a few lines, by the verdicts of GET /email-health; null when reputation cannot be read. */
export async function readBriefHealth(ctx: EngineContext, tenantId: string): Promise<HealthInBrief | null> {
  try {
    const { domains, mailboxes } = await readJudgedHealth(ctx, tenantId);
    const pausedDomains = new Map(
      domains.flatMap(({ domain, shown }) => (shown.state === "paused" ? [[domain, shown.releasesAt] as const] : [])),
    );
    return healthInBrief(
      domains.map(({ id, domain, reputation, shown, reason }) => ({
        id,
        name: domain,
        score: reputation.score,
        status: reputation.status,
        throttle: chooserThrottle(reputation),
        shown: withRelease(shown),
        reason,
      })),
      mailboxes.map(({ id, fromEmail, domain, reputation, shown, reason, isActive, isConnectionPaused }) => ({
        id,
        name: fromEmail,
        score: reputation.score,
        status: reputation.status,
        throttle: chooserThrottle(reputation),
        shown: withRelease(shown),
        reason,
        isActive,
        alsoPaused: [
          ...(isConnectionPaused ? [{ place: "connection" as const, releasesAt: null }] : []),
          ...(pausedDomains.has(domain)
            ? [{ place: "sending domain" as const, releasesAt: pausedDomains.get(domain) ?? null }]
            : []),
        ],
      })),
    );
  } catch (error) {
    if (error instanceof AppError && error.code === "dependency_unavailable") return null;
    throw error;
  }
}

function withRelease<Shown extends { evidence: Parameters<typeof releaseOf>[0] }>(shown: Shown) {
  return { ...shown, release: releaseOf(shown.evidence) };
}
