import type { MailDomainAnswer } from "./types.ts";

/**
 * What DNS says where no mail leaves this machine: every domain takes mail, except those whose name asks for something else
 * (`nxdomain-7.test`, `nullmx.test`, `nomailhost.test`, `dnstimeout.test`).
 */
export function lookUpStandIn(domain: string): MailDomainAnswer {
  if (domain.includes("nxdomain")) return { kind: "refuses", reason: "nxdomain" };
  if (domain.includes("nullmx")) return { kind: "refuses", reason: "null_mx" };
  if (domain.includes("nomailhost")) return { kind: "refuses", reason: "no_mail_host" };
  if (domain.includes("dnstimeout")) return { kind: "unknown", detail: "the look-up timed out" };
  return { kind: "accepts", mxHosts: [`mx.${domain}`] };
}

/** `.test` never exists on the Internet (RFC 6761): the stand-in answers for it everywhere. */
export function isStandInName(domain: string): boolean {
  return domain === "test" || domain.endsWith(".test");
}
