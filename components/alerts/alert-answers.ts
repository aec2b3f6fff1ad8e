import type { AlertView } from "#lib/alerts/contract.ts";

type Answered = Pick<AlertView, "id" | "acknowledged_at" | "snoozed_until">;

export function isSnoozed({ snoozed_until }: Pick<AlertView, "snoozed_until">, now: number): boolean {
  return snoozed_until !== null && Date.parse(snoozed_until) > now;
}

/** Ids of those that nobody has acknowledged, and of those that are not snoozed at `now`. */
export function answersOf(alerts: readonly Answered[], now: number) {
  return {
    toAcknowledge: alerts.filter(({ acknowledged_at }) => acknowledged_at === null).map(({ id }) => id),
    toSnooze: alerts.filter((alert) => !isSnoozed(alert, now)).map(({ id }) => id),
  };
}
