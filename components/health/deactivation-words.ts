import { describeReason, type HealthReason } from "#lib/shared/reasons.ts";
import type { MailboxRow } from "./health-rows.ts";
import type { ScopeHealth } from "./scope-health.ts";

type Stop = Pick<ScopeHealth, "state_reason" | "state_release" | "state_releases_at"> &
  Partial<Pick<ScopeHealth, "state_evidence">>;
type Held = Stop & Pick<MailboxRow, "connection_paused"> & { reason: string };
type Domain = Stop & Pick<ScopeHealth, "state">;

const byPerson: HealthReason = "paused_by_person";

/** Two lines of a name's column; all of it is in the details. */
const NOTE_LENGTH = 60;

/** Why a mailbox is passed over. It ends at `endsAt` (ISO instant), or, when no time is known, with what `endsWith` says. */
export type DeactivationWords = { reason: string; endsAt: string | null; endsWith: string | null };

/**
 * The cause behind a mailbox that is passed over: of a pause what the guard saw or a person said, and when its rest is over. `domain` is the health of its
 * sending domain, whose pause holds the mailbox too: where both are paused, it is held until the later end. A stopped connection holds it
 * until a person resumes that one.
 */
export function deactivationWords(row: Held, domain: Domain | null): DeactivationWords {
  const words = ofPlaces(row, domain);
  if (!row.connection_paused || row.reason === "connection_paused") return words;
  const endsWith = [words.endsWith, "someone resuming its connection"].filter(Boolean).join(", and ");
  return { reason: `${words.reason}; its connection is stopped too`, endsAt: null, endsWith };
}

function ofPlaces(row: Held, domain: Domain | null): DeactivationWords {
  if (row.reason === "mailbox_paused" && row.state_reason) {
    const own = ofPause(row.state_reason, row);
    if (domain?.state !== "paused" || !domain.state_reason) return own;
    return { ...laterOf(own, ofPause(domain.state_reason, domain)), reason: `${own.reason}; its domain is paused too` };
  }
  if (row.reason === "domain_paused" && domain?.state_reason) {
    const words = ofPause(domain.state_reason, domain);
    const of = domain.state_reason === byPerson ? "Sending domain" : "Sending domain paused:";
    return { ...words, reason: `${of} ${lowerFirst(words.reason)}` };
  }
  const { label, clears } = describeReason(row.reason);
  return { reason: label, endsAt: null, endsWith: clears };
}

function ofPause(cause: string, { state_release, state_releases_at, state_evidence }: Stop): DeactivationWords {
  const endsWith = state_releases_at === null && state_release ? describeReason(state_release).clears : null;
  const note =
    cause === byPerson && typeof state_evidence?.note === "string" ? `: ${inShort(state_evidence.note)}` : "";
  return { reason: `${describeReason(cause).label}${note}`, endsAt: state_releases_at, endsWith };
}

function inShort(note: string): string {
  return note.length > NOTE_LENGTH ? `${note.slice(0, NOTE_LENGTH).trimEnd()}…` : note;
}

/** What waits for no time ends last. */
function laterOf(one: DeactivationWords, other: DeactivationWords): DeactivationWords {
  if (one.endsAt === null || other.endsAt === null) return one.endsAt === null ? one : other;
  return one.endsAt < other.endsAt ? other : one;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
