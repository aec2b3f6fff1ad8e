import type { Asked, Finding } from "../types.ts";
import type { FindingCode } from "./finding-words.ts";

/** Look-ups a receiver makes at most (RFC 7208 §4.6.4). Those of included records are not counted here. */
const mostLookUps = 10;

const looksUp = /^[+?~-]?(include:|a(?=$|[:/])|mx(?=$|[:/])|ptr(?=$|:)|exists:)|^redirect=/;
const namesSomebody = /^[+?~]?(include:|a(?=$|[:/])|mx(?=$|[:/])|ptr(?=$|:)|exists:|ip4:|ip6:)|^redirect=/;
const isTerm = /^[+?~-]?(all|(include|exists|ip4|ip6):\S+|(a|mx|ptr)([:/]\S+)?)$|^[a-z][a-z0-9_.-]*=\S*$/;

/** The SPF record of a domain (RFC 7208): found, of one piece, naming somebody and not everybody. */
export function readSpf({ name, answer }: Asked): Finding {
  const finding = (code: FindingCode, record: string | null = null): Finding => ({
    mechanism: "spf",
    status: statusOf(code),
    code,
    name,
    record,
  });
  if (answer.kind === "unknown") return finding("no_answer");
  const records = answer.kind === "none" ? [] : answer.records.filter((text) => /^v=spf1( |$)/i.test(text));
  const [record] = records;
  if (record === undefined) return finding("spf_missing");
  return finding(records.length > 1 ? "spf_several" : judge(record), record);
}

function judge(record: string): FindingCode {
  const terms = record.trim().toLowerCase().split(/ +/).slice(1);
  if (!terms.every((term) => isTerm.test(term))) return "spf_invalid";
  if (terms.includes("all") || terms.includes("+all")) return "spf_lets_everybody";
  if (!terms.some((term) => namesSomebody.test(term))) return "spf_names_nobody";
  if (terms.filter((term) => looksUp.test(term)).length > mostLookUps) return "spf_too_many_lookups";
  const isClosed = terms.some((term) => term === "-all" || term === "~all" || term.startsWith("redirect="));
  return isClosed ? "spf_found" : "spf_open_ended";
}

function statusOf(code: FindingCode): Finding["status"] {
  if (code === "no_answer") return "unknown";
  return code === "spf_found" || code === "spf_open_ended" ? "passed" : "failed";
}
