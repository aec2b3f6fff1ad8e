import type { Asked, Finding } from "../types.ts";
import type { FindingCode } from "./finding-words.ts";
import { readTags } from "./tag-list.ts";

const policies = ["none", "quarantine", "reject"];

/**
 * The DMARC policy that holds for a domain (RFC 7489 §6.6.3): its own record, or that of the nearest name above it, whose `sp` then counts.
 * Several records at a name count as none there. `asked` goes from the domain upwards.
 */
export function readDmarc(asked: readonly Asked[]): Finding {
  const own = asked[0]?.name ?? "_dmarc";
  for (const [index, { name, answer }] of asked.entries()) {
    if (answer.kind === "unknown") return toFinding("no_answer", name, null);
    const records =
      answer.kind === "none" ? [] : answer.records.filter((text) => /^v\s*=\s*DMARC1\s*(;|$)/i.test(text));
    const [record] = records;
    if (records.length > 1) return toFinding("dmarc_several", name, record ?? null);
    if (record !== undefined) return toFinding(judge(record, index > 0), name, record);
  }
  return toFinding("dmarc_missing", own, null);
}

function judge(record: string, isInherited: boolean): FindingCode {
  const tags = readTags(record);
  if (!tags) return "dmarc_invalid";
  const policy = (isInherited ? (tags.get("sp") ?? tags.get("p")) : tags.get("p"))?.toLowerCase();
  // without a readable policy a record that asks for reports counts as p=none (RFC 7489 §6.6.3)
  if (policy === undefined || !policies.includes(policy))
    return tags.has("rua") ? "dmarc_only_reports" : "dmarc_invalid";
  return policy === "none" ? "dmarc_only_reports" : "dmarc_found";
}

function toFinding(code: FindingCode, name: string, record: string | null): Finding {
  const isPassed = code === "dmarc_found" || code === "dmarc_only_reports";
  const status = code === "no_answer" ? "unknown" : isPassed ? "passed" : "failed";
  return { mechanism: "dmarc", status, code, name, record };
}
