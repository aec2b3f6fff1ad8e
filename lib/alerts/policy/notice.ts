import type { AlertRow, NoticeEvent } from "../types.ts";
import { adviceOf } from "./advice.ts";
import { hrefOf } from "./href.ts";
import { severityRank } from "./severity.ts";

/** Body of a posted notice (Standard Webhooks: type, timestamp, data). Stored with the delivery, so that a retry says the same. */
export type NoticePayload = {
  type: `alert.${NoticeEvent | "test"}`;
  timestamp: string;
  data: {
    /** null of a test */
    alert_id: string | null;
    tenant_id: string;
    kind: string;
    severity: string;
    title: string;
    detail: string;
    todo: string;
    scope: { kind: string; id: string | null; name: string | null };
    evidence: Record<string, unknown>;
    opened_at: string;
    closed_at: string | null;
    /** the place in the console where it can be seen to, and the alert itself */
    place_url: string;
    alert_url: string;
  };
};

type Notice = { event: NoticeEvent; alert: AlertRow; at: Date };

/** What is posted and mailed of an alert; `appUrl` has no slash at its end. */
export function noticePayload({ event, alert, at }: Notice, appUrl: string): NoticePayload {
  return {
    type: `alert.${event}`,
    timestamp: at.toISOString(),
    data: {
      alert_id: alert.id,
      tenant_id: alert.tenant_id,
      kind: alert.kind,
      severity: alert.severity,
      title: alert.title,
      detail: alert.detail,
      todo: adviceOf(alert).todo,
      scope: { kind: alert.scope_kind, id: alert.scope_id, name: alert.scope_name },
      evidence: alert.evidence,
      opened_at: alert.opened_at.toISOString(),
      closed_at: alert.closed_at?.toISOString() ?? null,
      place_url: `${appUrl}${hrefOf(alert)}`,
      alert_url: `${appUrl}/alerts?alert=${alert.id}`,
    },
  };
}

export type Wish = { minSeverity: AlertRow["severity"]; kinds: readonly string[] };

/** Does somebody with this wish hear of the notice? Of the end hears who heard of the worst. */
export function isWanted({ event, alert }: Omit<Notice, "at">, { minSeverity, kinds }: Wish): boolean {
  const severity = event === "closed" ? alert.peak_severity : alert.severity;
  return severityRank(severity) >= severityRank(minSeverity) && (kinds.length === 0 || kinds.includes(alert.kind));
}
