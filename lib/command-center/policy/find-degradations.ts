import { isRunnerSilent } from "#lib/jobs/policy/runner-silence.ts";
import { describeReason } from "#lib/shared/reasons.ts";
import type { Degradation } from "../contract-attention.ts";

type PausedPlace = { scope_kind: string; name: string | null; reason: string | null; since: Date };

export type DegradationFacts = {
  now: Date;
  /** who turned the kill switch on, when and why, as far as the audit log knows; null when it is off */
  killSwitch: { at: Date | null; by: string | null; reason: string | null } | null;
  /** begin of the last run of a job that runs every five minutes; null before the first */
  lastBegunAt: Date | null;
  /** how long this process has been up: after a standstill the runner needs a turn before its silence means anything */
  upMs: number;
  /** the newest paused places: enough to name some */
  paused: readonly PausedPlace[];
  /** how many the guard paused, named or not */
  pausedByGuard: { domains: number; mailboxes: number };
  /** whether mail leaves at this moment: only then may it be said that the rest goes on */
  isSending: boolean;
};

/** One turn of five minutes, and one minute for the start itself. */
const startGraceMs = 6 * 60_000;
/** Where only one is left beside them, it is named too: "and 1 more" is no shorter. */
const namedPlaces = 3;

/** What does not do its usual work and why, gravest first. What a person paused on purpose is no degradation. */
export function findDegradations(facts: DegradationFacts): Degradation[] {
  const { now, killSwitch, lastBegunAt, upMs, paused, pausedByGuard, isSending } = facts;
  const isSilent = upMs > startGraceMs && isRunnerSilent(lastBegunAt, now);
  const byGuard = paused.filter(({ reason }) => reason !== "paused_by_person");
  const places = byGuard.filter(({ scope_kind }) => scope_kind !== "connection");
  return [
    ...(killSwitch ? [fromKillSwitch(killSwitch)] : []),
    ...(isSilent ? [fromJobRunner(lastBegunAt)] : []),
    ...byGuard.filter(({ scope_kind }) => scope_kind === "connection").map(fromConnection),
    ...(places.length > 0 ? [fromPlaces(places, pausedByGuard, isSending)] : []),
  ];
}

function fromKillSwitch({ at, by, reason }: NonNullable<DegradationFacts["killSwitch"]>): Degradation {
  const who = by === null ? "Somebody" : by;
  return {
    code: "kill_switch",
    severity: "critical",
    title: "All sending is stopped",
    detail: `${who} turned the kill switch on${reason ? `: “${reason}”` : ""}. Nothing is planned or sent until someone resumes sending.`,
    since: at?.toISOString() ?? null,
    href: "/settings",
  };
}

function fromJobRunner(lastBegunAt: Date): Degradation {
  return {
    code: "job_runner_silent",
    severity: "critical",
    title: "The job runner does nothing",
    detail: "Nothing is planned, sent, judged or told of until it is back. Messages in the queue wait.",
    since: lastBegunAt.toISOString(),
    href: "/jobs",
  };
}

function fromConnection({ name, reason, since }: PausedPlace): Degradation {
  return {
    code: "connection_paused",
    severity: "critical",
    title: `Connection ${name ?? "of an account"} is stopped`,
    detail: `${labelOf(reason)}. No mailbox of it sends until a person releases it.`,
    since: since.toISOString(),
    href: "/settings?tab=connections",
  };
}

function fromPlaces(
  places: readonly PausedPlace[],
  counts: DegradationFacts["pausedByGuard"],
  isSending: boolean,
): Degradation {
  const all = counts.domains + counts.mailboxes;
  const named = places
    .slice(0, all === namedPlaces + 1 ? all : namedPlaces)
    .map(({ name, reason }) => `${name ?? "?"} (${lowerFirst(labelOf(reason))})`);
  const more = all - named.length;
  const parts = [plural(counts.domains, "domain", "domains"), plural(counts.mailboxes, "mailbox", "mailboxes")];
  return {
    code: "guard_paused",
    severity: "warning",
    title: `The health guard paused ${parts.filter((part) => part !== "").join(" and ")}`,
    detail: `${more > 0 ? `${named.join(", ")} and ${more} more` : listed(named)}.${isSending ? " Everything else keeps sending." : ""}`,
    since: places[0]?.since.toISOString() ?? null,
    href: `/${counts.domains > 0 ? "domains" : "mailboxes"}?show=trouble`,
  };
}

const listed = (names: readonly string[]) =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

const plural = (count: number, one: string, many: string) =>
  count === 0 ? "" : `${count} ${count === 1 ? one : many}`;

const labelOf = (reason: string | null) => (reason === null ? "No reason recorded" : describeReason(reason).label);

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
