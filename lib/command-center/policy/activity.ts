import { jobCatalogue } from "#lib/jobs/catalogue.ts";
import { actionText, targetHref } from "#lib/shared/audit-words.ts";
import { describeReason } from "#lib/shared/reasons.ts";
import type { ActivityGroup, CommandCenter } from "../contract.ts";
import type { ActivityFacts, Change, DaySent, Move, Run, Signal } from "../types.ts";
import { placeOf } from "./place-of.ts";

type Entry = CommandCenter["activity"][number];
type Timed = Entry & { time: number };

/**
 * What happened lately and matters, newest first: replies, complaints and unsubscribes one by one; bounces and refusals of an hour, pauses
 * and returns of one cause, and changes of one kind by one person together; what was sent, opened and clicked as the sum of a day.
 */
export function activityOf({ signals, runs, moves, changes, days }: ActivityFacts): Entry[] {
  const entries = [
    ...together(signals, signalKey).map(signalEntry),
    ...runs.flatMap(runEntry),
    ...together(moves.filter(isTold), moveKey).map(moveEntry),
    ...together(changes, changeKey).map(changeEntry),
    ...days.flatMap(dayEntry),
  ];
  return entries.sort((a, b) => b.time - a.time).map(({ time: _time, ...rest }) => rest);
}

/** Of entries in their order the first `most`, and the first `most` of each group, in the same order. */
export function shownEntries(entries: readonly Entry[], most: number): Entry[] {
  const taken = new Map<ActivityGroup, number>();
  return entries.filter(({ group }, index) => {
    const before = taken.get(group) ?? 0;
    taken.set(group, before + 1);
    return index < most || before < most;
  });
}

const verbs: Record<string, string> = {
  bounced: "bounced",
  blocked: "refused our mail",
  complained: "complained",
  unsubscribed: "unsubscribed",
  replied: "replied",
};

const hourMs = 3_600_000;
const span = (at: Date) => Math.floor(at.getTime() / hourMs);
/** Told as one for an hour; anything else is somebody's own act. */
const summed = new Set(["bounced", "blocked"]);

type Many<T> = [T, ...T[]];

/** Facts with the same key together, the newest of each first. */
function together<T extends { at: Date }>(facts: readonly T[], keyOf: (fact: T) => string): Many<T>[] {
  const groups = new Map<string, Many<T>>();
  for (const fact of facts.toSorted((a, b) => b.at.getTime() - a.at.getTime())) {
    const key = keyOf(fact);
    const group = groups.get(key);
    if (group) group.push(fact);
    else groups.set(key, [fact]);
  }
  return [...groups.values()];
}

/** Facts, newest first, of which `limit` were read: without those of the oldest hour if there may be more, so that what is told together is whole. */
export function wholeHours<T extends { at: Date }>(facts: readonly T[], limit: number): readonly T[] {
  const oldest = facts.at(-1);
  if (oldest === undefined || facts.length < limit) return facts;
  return facts.filter(({ at }) => span(at) !== span(oldest.at));
}

const signalKey = ({ type, at, prospect_id }: Signal) =>
  summed.has(type) ? `${type}:${span(at)}` : `${type}:${prospect_id}:${at.getTime()}`;

function signalEntry(group: Many<Signal>): Timed {
  const [{ at, type, who, prospect_id }] = group;
  const people = new Set(group.map((signal) => signal.prospect_id)).size;
  const text = `${nameAnd(who ?? "A prospect", people)} ${verbs[type] ?? type}`;
  const href = people === 1 ? `/prospects/${prospect_id}` : type === "bounced" ? "/prospects?status=bounced" : null;
  return entry(at, summed.has(type) ? "mail" : "answers", type, text, href);
}

function runEntry(run: Run): Timed[] {
  if (!run.finished_at) return [];
  const href = `/jobs?run=${run.id}`;
  if (run.status === "failed")
    return [entry(run.finished_at, "jobs", "job", `${jobTitle(run.function_id)} failed`, href)];
  const returned = Number((run.counts as { reset?: unknown } | null)?.reset ?? 0);
  if (run.function_id !== "run-recontact" || returned === 0) return [];
  const text = `Re-contact returned ${count(returned)} ${returned === 1 ? "prospect" : "prospects"}`;
  return [entry(run.finished_at, "jobs", "recontact", text, href)];
}

const slow = ["throttled", "paused", "probation"];
const well = ["healthy", "watch"];

function isTold({ from_state, to_state }: Move): boolean {
  return slow.includes(to_state) || (well.includes(to_state) && slow.includes(from_state));
}

const moveKey = (move: Move) => `${move.scope_kind}:${moveText(move)}:${span(move.at)}`;

function moveText({ to_state, reason, actor_kind, actor_label }: Move): string {
  const by = actor_kind === "system" ? null : actor_label;
  const because = reason === null ? "" : `, ${lowerFirst(describeReason(reason).label)}`;
  if (to_state === "paused" && reason === "low_score") return "Paused by its score";
  if (to_state === "paused") return by === null ? `Paused${because}` : `Paused by ${by}`;
  if (to_state === "throttled") return by === null ? `Slowed down${because}` : `Resumed at half speed by ${by}`;
  if (to_state === "probation") return by === null ? "Back on probation" : `Resumed on probation by ${by}`;
  return by === null ? "Back at full speed" : `Resumed by ${by}`;
}

function moveEntry(group: Many<Move>): Timed {
  const [move] = group;
  const places = new Set(group.map(({ scope_id }) => scope_id)).size;
  const own = { domain: "/domains", mailbox: "/mailboxes" }[move.scope_kind];
  const href = own !== undefined && places === 1 ? `${own}/${move.scope_id}` : placeOf(move.scope_kind);
  const text = `${moveText(move)}: ${nameAnd(move.name ?? `a ${move.scope_kind}`, places)}`;
  return entry(move.at, "health", well.includes(move.to_state) ? "returned" : move.to_state, text, href);
}

const changeKey = ({ actor_label, action, at }: Change) => `${actor_label}:${action}:${span(at)}`;

function changeEntry(group: Many<Change>): Timed {
  const [change] = group;
  const times = group.length === 1 ? "" : `, ${count(group.length)} times`;
  const list = `/audit?action=${encodeURIComponent(change.action)}`;
  const href = group.length === 1 ? (targetHref(change) ?? list) : list;
  return entry(
    change.at,
    "changes",
    "change",
    `${change.actor_label}: ${lowerFirst(actionText(change.action))}${times}`,
    href,
  );
}

function dayEntry(day: DaySent): Timed[] {
  if (day.sent === 0) return [];
  const told = (["delivered", "opened", "clicked", "replied", "bounced", "complained"] as const)
    .filter((name) => day[name] > 0)
    .map((name) => `${count(day[name])} ${name}`);
  return [entry(day.at, "mail", "sent", `${day.label}: ${[`${count(day.sent)} sent`, ...told].join(", ")}`, null)];
}

function jobTitle(functionId: string): string {
  return Object.hasOwn(jobCatalogue, functionId)
    ? jobCatalogue[functionId as keyof typeof jobCatalogue].title
    : functionId;
}

function nameAnd(name: string, all: number): string {
  return all === 1 ? name : `${name} and ${count(all - 1)} ${all === 2 ? "other" : "others"}`;
}

const plain = new Intl.NumberFormat("en-US");
const count = (value: number) => plain.format(value);
const lowerFirst = (text: string) => (/^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);

function entry(at: Date, group: ActivityGroup, kind: string, text: string, href: string | null): Timed {
  return { at: at.toISOString(), group, kind, text, href, time: at.getTime() };
}
