import type { JudgedDomain, JudgedMailbox } from "#lib/health/judge-inventory.ts";

export type CellValue = string | number | boolean | null | undefined;

type Judged = Pick<JudgedDomain | JudgedMailbox, "reason" | "shown" | "reputation" | "speed">;

/** What a file of domains or mailboxes says of the health of each. */
export const healthColumns: Record<string, (judged: Judged) => CellValue> = {
  passed_over_because: ({ reason }) => reason,
  state: ({ shown }) => shown.state,
  state_reason: ({ shown }) => shown.reason,
  state_since: ({ shown }) => shown.since?.toISOString(),
  score: ({ reputation }) => reputation.score,
  status: ({ reputation }) => reputation.status,
  throttle: ({ reputation }) => reputation.throttle,
  speed: ({ speed }) => speed,
  sent_24h: ({ reputation }) => reputation.metrics.sent,
  bounced_24h: ({ reputation }) => reputation.metrics.bounced,
  complained_24h: ({ reputation }) => reputation.metrics.complained,
  opened_24h: ({ reputation }) => (reputation.metrics.open_tracking ? reputation.metrics.opened : null),
  bounce_rate: ({ reputation }) => reputation.metrics.bounce_rate,
  complaint_rate: ({ reputation }) => reputation.metrics.complaint_rate,
  open_rate: ({ reputation }) => reputation.metrics.open_rate,
  settled_sent: ({ reputation }) => reputation.metrics.settled?.sent,
  settled_bounced: ({ reputation }) => reputation.metrics.settled?.bounced,
  settled_complained: ({ reputation }) => reputation.metrics.settled?.complained,
};

/** What stands in a cell; null for an empty one. */
export function cellText(value: CellValue): string | null {
  return value === null || value === undefined ? null : String(value);
}
