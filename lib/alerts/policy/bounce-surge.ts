import { wilsonLower } from "#lib/health/policy/wilson.ts";
import { surge } from "../thresholds.ts";
import type { AlertScope, Cause } from "../types.ts";
import { causeKey } from "./cause-key.ts";
import type { BounceFact, BouncesFact } from "./facts.ts";

type Counts = Omit<BounceFact, "domainId" | "name">;

const tenant = { kind: "tenant", id: null, name: null } as const;

/**
 * Bounces above the usual rate, of a sending domain and of the tenant as a whole. Domains that `stopped` names are told of elsewhere
 * and do not count. An alert that is open ends lower than it began, so that it does not flap.
 */
export function bounceSurges(facts: BouncesFact, stopped: ReadonlySet<string>, openKeys: ReadonlySet<string>): Cause[] {
  const judged = facts.domains.filter((fact) => !stopped.has(fact.domainId));
  const found = judged.flatMap((fact) =>
    surgeOf({ kind: "domain", id: fact.domainId, name: fact.name }, fact, openKeys),
  );
  // One domain that surges says it for the tenant; several at once are one trouble of its lists.
  return found.length === 1 ? found : [...found, ...surgeOf(tenant, sumOf(judged, facts), openKeys)];
}

/** Can this be a surge at all, whatever is usual? */
export function isSuspect({ sent, bounced }: Pick<Counts, "sent" | "bounced">): boolean {
  return bounced >= surge.minBounced && bounced > surge.floorRate * sent;
}

function surgeOf(scope: AlertScope, counts: Counts, openKeys: ReadonlySet<string>): Cause[] {
  const isOpen = openKeys.has(causeKey("bounce_surge", scope));
  const usual = usualRate(counts);
  if (!(isOpen ? isStillHigh(counts, usual) : isSurge(counts, usual))) return [];
  const { sent, bounced } = counts;
  return [
    {
      kind: "bounce_surge",
      severity: wilsonLower(bounced, sent) >= surge.criticalRate ? "critical" : "warning",
      scope,
      title: `Bounces surge${scope.name === null ? "" : ` at ${scope.name}`}`,
      detail: `${percent(bounced / sent)} of ${sent} messages of the last 24 hours bounced; usual are ${percent(usual)}.`,
      evidence: { sent, bounced, bounce_rate: round(bounced / sent), usual_rate: round(usual) },
    },
  ];
}

/** The rate of the four weeks before; a young or quiet sender is held to what is usual for all. */
function usualRate({ usualSent, usualBounced }: Counts): number {
  return usualSent < surge.minUsualSent ? surge.floorRate / surge.times : usualBounced / usualSent;
}

function isSurge({ sent, bounced }: Counts, usual: number): boolean {
  if (sent < surge.minSent || bounced < surge.minBounced) return false;
  return wilsonLower(bounced, sent) > Math.max(surge.floorRate, surge.times * usual);
}

function isStillHigh({ sent, bounced }: Counts, usual: number): boolean {
  if (bounced < surge.minBounced) return false;
  return bounced / sent > Math.max(surge.floorRate, surge.calmTimes * usual);
}

function sumOf(domains: readonly BounceFact[], { usualSent, usualBounced }: BouncesFact): Counts {
  const sum = (key: "sent" | "bounced") => domains.reduce((total, domain) => total + domain[key], 0);
  return { sent: sum("sent"), bounced: sum("bounced"), usualSent, usualBounced };
}

const round = (rate: number) => Math.round(rate * 10_000) / 10_000;
const percent = (rate: number) => `${(rate * 100).toFixed(1)} %`;
