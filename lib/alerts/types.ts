import type { AlertKind } from "./kinds.ts";

/** From a note to what stops mail or puts an account at risk. */
export const severities = ["info", "warning", "critical"] as const;

export type Severity = (typeof severities)[number];

/** What an alert is about; `id` of a job is its function id. */
export type AlertScope = {
  kind: "tenant" | "domain" | "mailbox" | "connection" | "job" | "endpoint";
  id: string | null;
  name: string | null;
};

/** Raw numbers and names; `…_rate` is a fraction, `…_usd` dollars, `…_at` an ISO instant. */
type Evidence = Record<string, string | number | boolean | null>;

/** Something that needs a person now. */
export type Cause = {
  kind: AlertKind;
  severity: Severity;
  scope: AlertScope;
  title: string;
  detail: string;
  evidence: Evidence;
};

/** What happened to an alert that people are told of. */
export type NoticeEvent = "opened" | "escalated" | "closed";

/** An alert as stored. */
export type AlertRow = {
  id: string;
  tenant_id: string;
  key: string;
  kind: string;
  severity: Severity;
  peak_severity: Severity;
  scope_kind: AlertScope["kind"];
  scope_id: string | null;
  scope_name: string | null;
  title: string;
  detail: string;
  evidence: Evidence;
  opened_at: Date;
  last_seen_at: Date;
  gone_since: Date | null;
  closed_at: Date | null;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
  acknowledge_note: string | null;
  snoozed_until: Date | null;
};
