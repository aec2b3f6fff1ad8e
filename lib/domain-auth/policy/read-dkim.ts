import type { Asked, Finding } from "../types.ts";
import type { FindingCode } from "./finding-words.ts";
import { readTags } from "./tag-list.ts";

/** A public key of 1,024 bits as SubjectPublicKeyInfo (RFC 8301 §3.2 takes nothing shorter); Ed25519 keys are 32 bytes as they are. */
const shortestRsaBytes = 160;
const ed25519Bytes = 32;

type Read = { code: FindingCode; name: string; record: string | null };

/** From what decides to what says least. */
const weight: readonly FindingCode[] = [
  "dkim_found",
  "no_answer",
  "dkim_short_key",
  "dkim_revoked",
  "dkim_invalid",
  "dkim_missing",
];

/**
 * The DKIM keys of a domain (RFC 6376 §3.6.1): one selector with a usable key is enough. Without one, an unanswered question leaves it
 * unknown, and what was found says more than what was not.
 */
export function readDkim(asked: readonly Asked[], domain: string): Finding {
  const missing: Read = { code: "dkim_missing", name: `_domainkey.${domain}`, record: null };
  const [best = missing] = asked.map(readKey).sort((a, b) => weight.indexOf(a.code) - weight.indexOf(b.code));
  const { code, record } = best;
  const status = code === "dkim_found" ? "passed" : code === "no_answer" ? "unknown" : "failed";
  return { mechanism: "dkim", status, code, name: record === null ? missing.name : best.name, record };
}

function readKey({ name, answer }: Asked): Read {
  if (answer.kind === "unknown") return { code: "no_answer", name, record: null };
  const record = answer.kind === "none" ? undefined : answer.records.find((text) => /(^|;)\s*[vkp]\s*=/i.test(text));
  if (record === undefined) return { code: "dkim_missing", name, record: null };
  return { code: judge(record), name, record };
}

function judge(record: string): FindingCode {
  const tags = readTags(record);
  const key = tags?.get("p")?.replaceAll(/\s/g, "");
  if (!tags || key === undefined || (tags.get("v") ?? "DKIM1") !== "DKIM1") return "dkim_invalid";
  if (key === "") return "dkim_revoked";
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(key)) return "dkim_invalid";
  const bytes = Math.floor((key.replace(/=+$/, "").length * 3) / 4);
  const type = (tags.get("k") ?? "rsa").toLowerCase();
  if (type === "ed25519") return bytes === ed25519Bytes ? "dkim_found" : "dkim_invalid";
  if (type !== "rsa") return "dkim_invalid";
  return bytes < shortestRsaBytes ? "dkim_short_key" : "dkim_found";
}
