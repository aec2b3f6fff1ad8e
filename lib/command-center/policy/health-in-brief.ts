import { describeReason } from "#lib/shared/reasons.ts";
import type { HealthInBrief } from "../contract.ts";

type Trouble = HealthInBrief["trouble"][number];

/** What is known of a domain or mailbox; `reason`: why it is passed over, null when it may send. */
export type Judged = {
  id: string;
  name: string;
  score: number;
  shown: { state: Trouble["state"]; reason: string | null; since: Date | null; releasesAt: Date | null };
  reason: string | null;
};

const most = 6;

/** The guard's states in which a place sends less than it could, gravest first. */
const graveStates: readonly Trouble["state"][] = ["paused", "probation", "throttled"];

/** Reasons that a mailbox shares with its whole domain or connection: told there, once. */
const shared = new Set(["domain_paused", "domain_score_paused", "domain_not_authenticated", "connection_paused"]);

/** Which domains and mailboxes are in trouble and why, gravest first, then the newest; and how many may send. */
export function healthInBrief(
  domains: readonly Judged[],
  mailboxes: readonly (Judged & { isActive: boolean })[],
): HealthInBrief {
  const sick = domains.filter(isInTrouble);
  const sickBoxes = mailboxes.filter((box) => box.isActive && isInTrouble(box));
  const own = sickBoxes.filter(({ shown, reason }) => graveStates.includes(shown.state) || !shared.has(reason ?? ""));
  const all = [...sick.map((place) => toTrouble("domain", place)), ...own.map((box) => toTrouble("mailbox", box))];
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

function isInTrouble({ shown, reason }: Judged): boolean {
  return reason !== null || graveStates.includes(shown.state);
}

function rank({ state, kind }: Trouble): number {
  const at = graveStates.indexOf(state);
  return (at < 0 ? graveStates.length : at) * 2 + (kind === "domain" ? 0 : 1);
}

function toTrouble(kind: Trouble["kind"], { id, name, score, shown, reason }: Judged): Trouble {
  // The guard's own reason says more than that it paused the place.
  const code = graveStates.includes(shown.state) ? (shown.reason ?? reason) : (reason ?? shown.reason);
  const { label, clears } = describeReason(code ?? shown.state);
  return {
    kind,
    id,
    name,
    state: shown.state,
    score,
    reason: label,
    clears,
    since: shown.since?.toISOString() ?? null,
    releases_at: shown.releasesAt?.toISOString() ?? null,
    href: `/${kind === "domain" ? "domains" : "mailboxes"}/${id}`,
  };
}
