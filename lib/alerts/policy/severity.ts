import { type Severity, severities } from "../types.ts";

/** 0 for a note, 2 for what is critical. */
export function severityRank(severity: Severity): number {
  return severities.indexOf(severity);
}

/** The graver of two. */
export function graver(a: Severity, b: Severity): Severity {
  return severityRank(a) >= severityRank(b) ? a : b;
}
