import { describeReason } from "#lib/shared/reasons.ts";
import type { Cause, Severity } from "../types.ts";
import type { AlertFacts, ScoreFact, StateFact } from "./facts.ts";

const kindOf = { domain: "domain_health", mailbox: "mailbox_health", connection: "account_breaker" } as const;

/** A mailbox is one sender of many; a domain in trouble takes all of its mailboxes along. */
const severityOf: Record<"domain" | "mailbox", Record<string, Severity>> = {
  domain: { paused: "critical", throttled: "warning", probation: "info" },
  mailbox: { paused: "warning", throttled: "info", probation: "info" },
};

/**
 * Sending domains, mailboxes and connections that are slowed, stopped or on probation (SPEC §4). A paused domain speaks for its
 * mailboxes, except for those that a person paused.
 */
export function healthCauses(facts: Pick<AlertFacts, "states" | "scorePaused">): Cause[] {
  const stopped = new Set(
    [...facts.states.filter((scope) => scope.state === "paused"), ...facts.scorePaused]
      .filter((scope) => scope.kind === "domain")
      .map((scope) => scope.id),
  );
  const isSpokenFor = (scope: StateFact | ScoreFact) => scope.kind === "mailbox" && stopped.has(scope.domainId ?? "");
  const byState = facts.states.flatMap((scope) => {
    const isQuiet = isSpokenFor(scope) && scope.reason !== "paused_by_person";
    return isQuiet ? [] : (stateCause(scope) ?? []);
  });
  const paused = new Set(facts.states.filter((scope) => scope.state === "paused").map((scope) => scope.id));
  const byScore = facts.scorePaused.filter((scope) => !paused.has(scope.id) && !isSpokenFor(scope)).map(scoreCause);
  const told = new Set(byScore.map((cause) => cause.scope.id));
  return [...byState.filter((cause) => !told.has(cause.scope.id)), ...byScore];
}

function stateCause(scope: StateFact): Cause | null {
  const { kind, id, name, state, reason, by, note } = scope;
  const severity = severityOfState(scope);
  if (severity === null) return null;
  return {
    kind: kindOf[kind],
    severity,
    scope: { kind, id, name },
    title: `${name} is ${state === "probation" ? "on probation" : state}`,
    detail: `${because(scope)}: ${consequence(scope)}`,
    evidence: {
      state,
      reason,
      since_at: scope.since.toISOString(),
      rest_ends_at: scope.releasesAt?.toISOString() ?? null,
      ...(reason === "paused_by_person" ? { paused_by: by, note } : {}),
    },
  };
}

function because({ reason, by }: StateFact): string {
  if (reason === "paused_by_person" && by !== null) return `Paused by ${by}`;
  return reason === null ? "Paused" : describeReason(reason).label;
}

function severityOfState({ kind, state, reason }: StateFact): Severity | null {
  if (kind !== "connection") {
    const severity = severityOf[kind][state] ?? null;
    return severity !== null && reason === "paused_by_person" ? "info" : severity;
  }
  if (state !== "paused") return null;
  return reason === "paused_by_person" ? "info" : "critical";
}

function consequence({ state, releasesAt, kind }: StateFact): string {
  if (state === "throttled") return "half of its usual mail leaves until a calm day has passed.";
  if (state === "probation") return "a small quota proves that its mail arrives.";
  if (kind === "connection") return "nothing leaves over it until a person releases it.";
  if (releasesAt === null) return "nothing is sent until a person resumes it.";
  return "nothing is sent until its rest is over.";
}

function scoreCause({ kind, id, name, score, sent, bounced, complained }: ScoreFact): Cause {
  return {
    kind: kindOf[kind],
    severity: severityOf[kind].paused ?? "warning",
    scope: { kind, id, name },
    title: `${name} is stopped by its score`,
    detail: `Score ${score} on the mail of 24 hours: nothing is sent from it.`,
    evidence: { score, sent, bounced, complained },
  };
}
