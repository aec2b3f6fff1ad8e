import type { AlertView } from "#lib/alerts/contract.ts";
import { describeKind } from "#lib/alerts/kinds.ts";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import { describeReason } from "#lib/shared/reasons.ts";
import { byUrgency } from "./alert-words.ts";

export type Groupable = Pick<
  AlertView,
  "id" | "kind" | "severity" | "scope" | "title" | "detail" | "todo" | "clears" | "evidence" | "opened_at"
>;

/** Alerts of one cause, the most urgent first; the first speaks for all of what to do and what ends it. */
export type AlertGroup<Alert extends Groupable> = { key: string; alerts: [Alert, ...Alert[]] };

/** Alerts by cause: one kind, severity, state and reason. The most urgent group first. */
export function groupAlerts<Alert extends Groupable>(alerts: readonly Alert[]): AlertGroup<Alert>[] {
  const groups = new Map<string, AlertGroup<Alert>>();
  for (const alert of [...alerts].sort(byUrgency)) {
    const { kind, severity, evidence, todo } = alert;
    const key = [kind, severity, evidence.state ?? "", evidence.reason ?? "", todo].join("|");
    const group = groups.get(key);
    if (group) group.alerts.push(alert);
    else groups.set(key, { key, alerts: [alert] });
  }
  return [...groups.values()];
}

const nouns: Record<AlertView["scope"]["kind"], string> = {
  tenant: "alert",
  domain: "sending domain",
  mailbox: "mailbox",
  connection: "connection",
  job: "job",
  endpoint: "webhook",
};

/** "12 mailboxes are on probation", or the kind with how many it concerns. */
export function groupTitle({ alerts }: AlertGroup<Groupable>): string {
  const [{ kind, scope, evidence }] = alerts;
  const many = formatPlural(alerts.length, nouns[scope.kind], scope.kind === "mailbox" ? "mailboxes" : undefined);
  if (typeof evidence.state === "string")
    return `${many} are ${evidence.state === "probation" ? "on probation" : evidence.state}`;
  return `${describeKind(kind).label}: ${many}`;
}

const named = 3;

/** What they have in common, and the first few of them by name. */
export function groupDetail({ alerts }: AlertGroup<Groupable>): string {
  const [{ evidence }] = alerts;
  const names = alerts.slice(0, named).map(({ scope, title }) => scope.name ?? title);
  const more = alerts.length - names.length;
  const list = `${names.join(", ")}${more > 0 ? ` and ${formatCount(more)} more` : ""}`;
  return typeof evidence.reason === "string" ? `${describeReason(evidence.reason).label}: ${list}.` : `${list}.`;
}
