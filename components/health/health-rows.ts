import type { SortValue } from "#lib/format/table-rows.ts";
import type { EmailHealthAnswer } from "#lib/health/contract.ts";
import type { MailboxSetUp } from "#lib/mailboxes/contract-bulk.ts";
import type { DomainView } from "#lib/mailboxes/contract-domain.ts";
import { troubleRank } from "#lib/shared/in-trouble.ts";
import { isJudged } from "./health-words.ts";

/** A sending domain as its grid shows it; `place` is null until its set-up has been loaded. */
export type DomainRow = EmailHealthAnswer["domains"][number] & { place: DomainView | null };

/** A mailbox as its grid shows it. */
export type MailboxRow = EmailHealthAnswer["mailboxes"][number] & {
  place: MailboxSetUp | null;
  /** of its sending domain, whose pause holds it too */
  domain_health: EmailHealthAnswer["domains"][number] | null;
};

/** Joins health with what people set up; trouble first. */
export function domainRows(health: EmailHealthAnswer, domains: readonly DomainView[] | undefined): DomainRow[] {
  const byId = new Map(domains?.map((place) => [place.id, place]));
  return troubleFirst(health.domains).map((row) => ({ ...row, place: byId.get(row.id) ?? null }));
}

/** The same of the mailboxes. */
export function mailboxRows(health: EmailHealthAnswer, mailboxes: readonly MailboxSetUp[] | undefined): MailboxRow[] {
  const byId = new Map(mailboxes?.map((place) => [place.id, place]));
  const domains = new Map(health.domains.map((domain) => [domain.domain, domain]));
  return troubleFirst(health.mailboxes).map((row) => {
    return { ...row, place: byId.get(row.id) ?? null, domain_health: domains.get(row.domain) ?? null };
  });
}

type Ranked = Parameters<typeof troubleRank>[0] & { score: number };

/** The worst state first, then the lowest score; equal ones stay as they are, by name. */
function troubleFirst<T extends Ranked>(rows: readonly T[]): T[] {
  const ranked = rows.map((row) => ({ row, rank: troubleRank(row) }));
  return ranked.sort((a, b) => a.rank - b.rank || a.row.score - b.row.score).map(({ row }) => row);
}

type Columns<T> = Record<string, (row: T) => SortValue>;
type Shared = Pick<DomainRow, "score" | "status" | "state" | "metrics">;

const shared: Columns<Shared> = {
  score: (row) => (isJudged(row.status) ? row.score : null),
  state: (row) => stateRank(row.state),
  sent: (row) => row.metrics.sent,
  bounced: (row) => row.metrics.bounce_rate,
  complained: (row) => row.metrics.complaint_rate,
  opened: (row) => row.metrics.open_rate,
};

export const DOMAIN_COLUMNS: Columns<DomainRow> = {
  ...shared,
  name: (row) => row.domain,
  auth: (row) => row.place?.auth_status ?? null,
};

export const MAILBOX_COLUMNS: Columns<MailboxRow> = {
  ...shared,
  name: (row) => row.from_email,
  limit: (row) => row.place?.daily_limit ?? null,
  used: usedShare,
  domain: (row) => row.domain,
  connection: (row) => row.place?.connection_name ?? null,
};

/** What of today's cap is reserved, as a fraction: over 1 where the cap was lowered after more had gone out; null where there is no cap. */
export function usedShare({ place, cap_today }: MailboxRow): number | null {
  return place && cap_today > 0 ? place.used_today / cap_today : null;
}

const STATE_ORDER = ["paused", "probation", "throttled", "watch", "healthy"];

/** Worst first, so that sorting by state brings up what needs a person. */
function stateRank(state: string): number {
  const rank = STATE_ORDER.indexOf(state);
  return rank === -1 ? STATE_ORDER.length : rank;
}
