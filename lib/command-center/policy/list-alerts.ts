import { describeReason } from "#lib/shared/reasons.ts";
import type { CommandCenter } from "../contract.ts";
import { placeOf } from "./place-of.ts";

type Alert = CommandCenter["alerts"][number];

export type AlertFacts = {
  engine: CommandCenter["engine"]["state"];
  paused: { kind: string; id: string; name: string | null; reason: string | null; hasRest?: boolean }[];
  /** sending domains and mailboxes whose score alone stops them */
  scorePaused: { kind: "domain" | "mailbox"; name: string; score: number; status: string }[];
  isReputationStale: boolean;
  failedRuns: { functionId: string; id: string }[];
};

const engineAlerts: Partial<Record<CommandCenter["engine"]["state"], Omit<Alert, "code">>> = {
  off: { severity: "warning", title: "The engine is off", detail: "Nothing is planned or sent.", href: "/settings" },
  paused: {
    severity: "critical",
    title: "The kill switch is on",
    detail: "Nothing is planned or handed over.",
    href: "/settings",
  },
  no_postal_address: {
    severity: "critical",
    title: "No postal address",
    detail: "Every message needs one: nothing is sent.",
    href: "/settings",
  },
  no_mailbox: {
    severity: "critical",
    title: "No active mailbox",
    detail: "Add a mailbox or switch one on.",
    href: "/mailboxes",
  },
};

/** What needs a person now, worst first; one alert a cause. */
export function listAlerts(facts: AlertFacts): Alert[] {
  const engine = engineAlerts[facts.engine];
  const alerts: Alert[] = engine ? [{ code: `engine_${facts.engine}`, ...engine }] : [];
  if (facts.isReputationStale) {
    alerts.push({
      code: "reputation_stale",
      severity: "critical",
      title: "Reputation cannot be read",
      detail: "Sending slows down and stops after five minutes.",
      href: "/domains",
    });
  }
  const paused = new Set(facts.paused.map((scope) => `${scope.kind} ${scope.name}`));
  const troubled = new Set(facts.scorePaused.map((scope) => `${scope.kind} ${scope.name}`));
  for (const scope of facts.scorePaused) {
    const itsDomain = `domain ${scope.name.slice(scope.name.indexOf("@") + 1)}`;
    const isSaidOfDomain = scope.kind === "mailbox" && troubled.has(itsDomain);
    if (isSaidOfDomain || paused.has(itsDomain) || paused.has(`${scope.kind} ${scope.name}`)) continue;
    alerts.push({
      code: `${scope.kind}_score_paused`,
      severity: "critical",
      title: `${scope.name} is in trouble`,
      detail: `Score ${scope.score}, ${scope.status}: nothing is sent from it.`,
      href: placeOf(scope.kind),
    });
  }
  for (const scope of facts.paused) {
    const why = scope.reason === null ? "Paused" : describeReason(scope.reason).label;
    alerts.push({
      code: `${scope.kind}_paused`,
      severity: "warning",
      title: `${scope.name ?? scope.kind} is paused`,
      detail: `${why}: nothing is sent until ${scope.hasRest ? "its rest is over" : "it is resumed"}.`,
      href: placeOf(scope.kind),
    });
  }
  for (const run of facts.failedRuns) {
    alerts.push({
      code: "job_failed",
      severity: "warning",
      title: `${run.functionId} failed`,
      detail: "Its last run ended with an error.",
      href: "/jobs",
    });
  }
  const rank = { critical: 0, warning: 1, info: 2 };
  return alerts.sort((a, b) => rank[a.severity] - rank[b.severity]);
}
