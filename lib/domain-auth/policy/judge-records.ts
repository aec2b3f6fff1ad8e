import type { AuthRecords, Finding } from "../types.ts";
import { readDkim } from "./read-dkim.ts";
import { readDmarc } from "./read-dmarc.ts";
import { readSpf } from "./read-spf.ts";

export type AuthVerdict = { status: "passed" | "partial" | "failed" | "unknown"; findings: Finding[] };

/**
 * Whether a sending domain is set up as the large providers ask of whoever sends in bulk: SPF, DKIM and DMARC, all three. One question
 * without an answer leaves the whole unknown: a verdict is never guessed.
 */
export function judgeRecords(domain: string, records: AuthRecords): AuthVerdict {
  const findings = [readSpf(records.spf), readDkim(records.dkim, domain), readDmarc(records.dmarc)];
  const count = (status: Finding["status"]) => findings.filter((finding) => finding.status === status).length;
  if (count("unknown") > 0) return { status: "unknown", findings };
  if (count("passed") === findings.length) return { status: "passed", findings };
  return { status: count("passed") === 0 ? "failed" : "partial", findings };
}

/** Where DMARC is looked for: at the domain and at the names above it, but never at a top-level name. */
export function dmarcNames(domain: string): string[] {
  const labels = domain.split(".");
  return labels.slice(0, -1).map((_, index) => `_dmarc.${labels.slice(index).join(".")}`);
}
