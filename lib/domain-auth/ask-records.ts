import type { DnsPort } from "#lib/dns/types.ts";
import { dmarcNames } from "./policy/judge-records.ts";
import { usualSelectors } from "./thresholds.ts";
import type { Asked, AuthRecords } from "./types.ts";

type Question = { domain: string; selectors: readonly string[]; isLocal: boolean };

/** Asks DNS for a domain's SPF, DKIM and DMARC records: at most some twenty look-ups. Never throws. */
export async function askRecords(dns: DnsPort, { domain, selectors, isLocal }: Question): Promise<AuthRecords> {
  const ask = async (name: string): Promise<Asked> => ({ name, answer: await dns.lookUpText(name, { isLocal }) });
  const tried = selectors.length > 0 ? selectors : usualSelectors;
  const [spf, dkim, dmarc] = await Promise.all([
    ask(domain),
    Promise.all(tried.map((selector) => ask(`${selector}._domainkey.${domain}`))),
    askUpwards(dmarcNames(domain), ask),
  ]);
  return { spf, dkim, dmarc };
}

/** Until a name has a DMARC record, or does not answer. */
async function askUpwards(names: readonly string[], ask: (name: string) => Promise<Asked>): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const name of names) {
    const one = await ask(name);
    asked.push(one);
    const isDecided = one.answer.kind === "found" && one.answer.records.some((text) => /^v\s*=\s*DMARC1/i.test(text));
    if (isDecided || one.answer.kind === "unknown") break;
  }
  return asked;
}
