import type { Tone } from "#components/ui/tone.ts";
import type { AlertView } from "#lib/alerts/contract.ts";
import { alertKindNames, alertKinds } from "#lib/alerts/kinds.ts";
import { formatCount, formatRate } from "#lib/format/number.ts";
import { formatDateTime } from "#lib/format/time.ts";
import { describeReason } from "#lib/shared/reasons.ts";

type Severity = AlertView["severity"];

const SEVERITY: Record<Severity, { label: string; tone: Tone }> = {
  critical: { label: "Critical", tone: "bad" },
  warning: { label: "Warning", tone: "warn" },
  info: { label: "Note", tone: "info" },
};

export function severityWord(severity: Severity): { label: string; tone: Tone } {
  return SEVERITY[severity];
}

/** Gravest first, then the one that began first. */
export function byUrgency<One extends Pick<AlertView, "severity" | "opened_at">>(a: One, b: One): number {
  const order: Severity[] = ["critical", "warning", "info"];
  const graver = order.indexOf(a.severity) - order.indexOf(b.severity);
  return graver === 0 ? Date.parse(a.opened_at) - Date.parse(b.opened_at) : graver;
}

const PLACES: Partial<Record<AlertView["scope"]["kind"], string>> = {
  domain: "Open the domain",
  mailbox: "Open the mailbox",
  connection: "Open connections",
  job: "Open its runs",
  endpoint: "Open alert settings",
};

/** Words of the link to where an alert can be seen to. */
export function placeText({ kind }: Pick<AlertView["scope"], "kind">): string {
  return PLACES[kind] ?? "Open the page";
}

export const SEVERITY_OPTIONS = [
  { value: "info", label: "Notes and above" },
  { value: "warning", label: "Warnings and above" },
  { value: "critical", label: "Critical only" },
] as const;

export const KIND_OPTIONS = alertKindNames.map((value) => ({ value, label: alertKinds[value].label }));

/** Evidence as names and texts: `usual_rate: 0.01` → `["usual rate", "1.0 %"]`; what is not known, or said by the alert itself, is left out. */
export function evidenceLines(evidence: AlertView["evidence"]): [name: string, text: string][] {
  return Object.entries(evidence).flatMap(([name, value]) => {
    if (value === null || name === "state" || (name === "reason" && "state" in evidence)) return [];
    const label = name === "since_at" ? sinceText(evidence.state) : name.replace(/_(at|usd)$/, "").replaceAll("_", " ");
    return [[label, valueText(name, value)] as [string, string]];
  });
}

/** The state's own beginning, which is not the alert's. */
function sinceText(state: AlertView["evidence"][string] | undefined): string {
  return state === "probation" ? "on probation since" : `${state ?? "in this state"} since`;
}

function valueText(name: string, value: string | number | boolean): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") {
    if (name.endsWith("_at")) return formatDateTime(Date.parse(value));
    return name === "reason" ? describeReason(value).label : value;
  }
  if (name.endsWith("_rate")) return formatRate(value);
  if (name.endsWith("_usd")) return `$${value.toFixed(2)}`;
  return Number.isInteger(value) ? formatCount(value) : String(value);
}
