import { describeKind } from "#lib/alerts/kinds.ts";
import { SEVERITY_OPTIONS } from "./alert-words.ts";

/** What somebody is told of, in words: "Warnings and above: every kind". */
export function wishText({ min_severity, kinds }: { min_severity: string; kinds: readonly string[] }): string {
  const severity = SEVERITY_OPTIONS.find((option) => option.value === min_severity)?.label ?? min_severity;
  return `${severity}: ${kinds.length === 0 ? "every kind" : kinds.map((kind) => describeKind(kind).label).join(", ")}`;
}
