import type { Cause } from "../types.ts";
import { bounceSurges } from "./bounce-surge.ts";
import { engineCauses } from "./engine-causes.ts";
import type { AlertFacts } from "./facts.ts";
import { flowCauses } from "./flow-causes.ts";
import { healthCauses } from "./health-causes.ts";
import { jobCauses } from "./job-causes.ts";

const tenant = { kind: "tenant", id: null, name: null } as const;

/** Every cause that holds now; at most one a kind and scope. `openKeys` are those that are told of already. */
export function findCauses(facts: AlertFacts, openKeys: ReadonlySet<string>, now: Date): Cause[] {
  const health = healthCauses(facts);
  const stopped = health.flatMap((cause) =>
    cause.kind === "domain_health" && cause.severity === "critical" ? (cause.scope.id ?? []) : [],
  );
  return [
    ...engineCauses(facts),
    ...health,
    ...bounceSurges(facts.bounces, new Set(stopped), openKeys),
    ...flowCauses(facts, now),
    ...jobCauses(facts, now),
    ...budgetCauses(facts),
    ...endpointCauses(facts),
  ];
}

function budgetCauses({ budget }: Pick<AlertFacts, "budget">): Cause[] {
  if (budget === null || budget.spentUsd < budget.budgetUsd * budget.threshold) return [];
  const { budgetUsd, spentUsd, month } = budget;
  const isSpent = spentUsd >= budgetUsd;
  return [
    {
      kind: "budget",
      severity: isSpent ? "critical" : "warning",
      scope: tenant,
      title: isSpent ? "The month's budget for texts is spent" : "The month's budget for texts runs out",
      detail: `$${spentUsd.toFixed(2)} of $${budgetUsd.toFixed(2)} are spent in ${month}.`,
      evidence: { spent_usd: Math.round(spentUsd * 100) / 100, budget_usd: budgetUsd, month },
    },
  ];
}

function endpointCauses({ endpoints }: Pick<AlertFacts, "endpoints">): Cause[] {
  return endpoints.map(({ id, name, reason, disabledAt }) => ({
    kind: "endpoint_disabled",
    severity: "warning",
    scope: { kind: "endpoint", id, name },
    title: `Alerts no longer go to ${name}`,
    detail: reason,
    evidence: { disabled_at: disabledAt.toISOString() },
  }));
}
