import { backAfter } from "#lib/sending/policy/sender.ts";
import { isInTrouble } from "#lib/shared/in-trouble.ts";
import { describeReason } from "#lib/shared/reasons.ts";
import type { HealthInBrief } from "../contract.ts";

type Trouble = HealthInBrief["trouble"][number];

/** What is known of a domain or mailbox; `reason`: why it is passed over, null when it may send. */
export type Judged = {
  id: string;
  name: string;
  score: number;
  status: Trouble["status"];
  /** of the score, as the chooser takes it */
  throttle: Trouble["throttle"];
  shown: {
    state: Trouble["state"];
    reason: string | null;
    /** what ends the guard's state */
    release: string | null;
    since: Date | null;
    releasesAt: Date | null;
  };
  reason: string | null;
};

/** A mailbox; `alsoPaused`: pauses of its sending domain and its connection, which hold it as its own does. */
export type JudgedBox = Judged & {
  isActive: boolean;
  alsoPaused?: readonly { place: "sending domain" | "connection"; releasesAt: Date | null }[];
};

const most = 6;

/** The guard's states in which a place sends less than it could, gravest first. */
const graveStates: readonly Trouble["state"][] = ["paused", "probation", "throttled"];

/** Reasons that a mailbox shares with its whole domain or connection: told there, once. */
const shared = new Set(["domain_paused", "domain_score_paused", "domain_not_authenticated", "connection_paused"]);

/** Which domains and mailboxes are in trouble and why, gravest first, then the newest; and how many may send. */
export function healthInBrief(domains: readonly Judged[], mailboxes: readonly JudgedBox[]): HealthInBrief {
  const sick = domains.filter((place) => isSick(place));
  const sickBoxes = mailboxes.filter((box) => box.isActive && isSick(box));
  const own = sickBoxes.filter((box) => isSick({ ...box, reason: shared.has(box.reason ?? "") ? null : box.reason }));
  const all = [
    ...sick.map((place) => toTrouble("domain", place)),
    ...own.map((box) => ({ ...toTrouble("mailbox", box), ...endOf(box) })),
  ];
  const trouble = all.sort((a, b) => rank(a) - rank(b) || (b.since ?? "").localeCompare(a.since ?? "")).slice(0, most);
  return {
    domains: { total: domains.length, in_trouble: sick.length },
    mailboxes: {
      total: mailboxes.length,
      may_send: mailboxes.filter((box) => box.isActive && box.reason === null).length,
      in_trouble: sickBoxes.length,
    },
    trouble,
    more: all.length - trouble.length,
  };
}

function isSick({ shown, throttle, reason }: Judged): boolean {
  return isInTrouble({ state: shown.state, throttle, reason });
}

function rank({ state, kind }: Trouble): number {
  const at = graveStates.indexOf(state);
  return (at < 0 ? graveStates.length : at) * 2 + (kind === "domain" ? 0 : 1);
}

function toTrouble(kind: Trouble["kind"], place: Judged): Trouble {
  const { id, name, score, status, throttle, shown } = place;
  const { label, clears } = wordsOf(place);
  return {
    kind,
    id,
    name,
    state: shown.state,
    throttle,
    score,
    status,
    reason: label,
    clears,
    since: shown.since?.toISOString() ?? null,
    releases_at: shown.releasesAt?.toISOString() ?? null,
    href: `/${kind === "domain" ? "domains" : "mailboxes"}/${id}`,
  };
}

/** What ends it where more than its own pause holds it: the last of them, or the person that one waits for. Nothing where only its own does. */
function endOf({ shown, alsoPaused = [] }: JudgedBox): Partial<Pick<Trouble, "releases_at" | "clears">> {
  if (shown.state !== "paused" || alsoPaused.length === 0) return {};
  const waiting = alsoPaused.find(({ releasesAt }) => releasesAt === null);
  const end = backAfter([shown, ...alsoPaused]);
  return {
    releases_at: end?.toISOString() ?? null,
    ...(waiting ? { clears: `someone resuming its ${waiting.place}` } : {}),
  };
}

/** The guard's own reason says more than that it paused the place, and it knows what ends that; a score says what it lets through. */
function wordsOf({ shown, throttle, reason }: Judged): { label: string; clears: string } {
  if (graveStates.includes(shown.state)) {
    const { label, clears } = describeReason(shown.reason ?? reason ?? shown.state);
    return { label, clears: shown.release === null ? clears : describeReason(shown.release).clears };
  }
  if (reason !== null) return describeReason(reason);
  const part = throttle === "reduced" ? "half" : "a quarter";
  return { label: `Its score lets ${part} of the daily cap through`, clears: "a better score" };
}
