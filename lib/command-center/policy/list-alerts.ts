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
  alerts.push(...scoreAlerts(facts), ...pauseAlerts(facts));
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

/** Scopes that their score alone stops; what is paused says so itself, and a domain speaks for its mailboxes. */
function scoreAlerts(facts: AlertFacts): Alert[] {
  const alerts: Alert[] = [];
  const paused = new Set(facts.paused.map((scope) => `${scope.kind} ${scope.name}`));
  const troubled = new Set(facts.scorePaused.map((scope) => `${scope.kind} ${scope.name}`));
  for (const scope of facts.scorePaused) {
    const itsDomain = `domain ${domainOf(scope.name)}`;
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
  return alerts;
}

/** The guard's own pauses are critical, a person's are a reminder. */
function pauseAlerts(facts: AlertFacts): Alert[] {
  const alerts: Alert[] = [];
  const pausedDomains = new Set(facts.paused.flatMap((scope) => (scope.kind === "domain" ? (scope.name ?? []) : [])));
  for (const scope of facts.paused) {
    const isPersons = scope.reason === "paused_by_person";
    if (scope.kind === "mailbox" && !isPersons && pausedDomains.has(domainOf(scope.name ?? ""))) continue;
    const why = scope.reason === null ? "Paused" : describeReason(scope.reason).label;
    alerts.push({
      code: `${scope.kind}_paused`,
      severity: isPersons ? "warning" : "critical",
      title: `${scope.name ?? scope.kind} is paused`,
      detail: `${why}: nothing is sent until ${scope.hasRest ? "its rest is over" : "it is resumed"}.`,
      href: placeOf(scope.kind),
    });
  }
  return alerts;
}

const domainOf = (address: string) => address.slice(address.indexOf("@") + 1);
