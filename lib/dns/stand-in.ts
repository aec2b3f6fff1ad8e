import type { MailDomainAnswer, TextAnswer } from "./types.ts";

/** Who takes mail for ten numbered names, about as small businesses choose: half Google, a third Microsoft, the rest elsewhere. */
const hostsByDigit = [
  ...Array.from({ length: 5 }, () => () => "aspmx.l.google.com"),
  ...Array.from({ length: 3 }, () => (name: string) => `${name}.mail.protection.outlook.com`),
  () => "mta5.am0.yahoodns.net",
];

/**
 * What DNS says where no mail leaves this machine: every domain takes mail, except those whose name asks for something else
 * (`nxdomain-7.test`, `nullmx.test`, `nomailhost.test`, `dnstimeout.test`). A number at the end of a name says whose customer it is.
 */
export function lookUpStandIn(domain: string): MailDomainAnswer {
  if (domain.includes("nxdomain")) return { kind: "refuses", reason: "nxdomain" };
  if (domain.includes("nullmx")) return { kind: "refuses", reason: "null_mx" };
  if (domain.includes("nomailhost")) return { kind: "refuses", reason: "no_mail_host" };
  if (domain.includes("dnstimeout")) return { kind: "unknown", detail: "the look-up timed out" };
  return { kind: "accepts", mxHosts: [hostOf(domain)] };
}

function hostOf(domain: string): string {
  const name = domain.replace(/\.[^.]*$/, "");
  const digit = /-\d*(\d)$/.exec(name)?.[1];
  return hostsByDigit[Number(digit ?? "9")]?.(name) ?? `mx.${domain}`;
}

/** `.test` never exists on the Internet (RFC 6761): the stand-in answers for it everywhere. */
export function isStandInName(domain: string): boolean {
  return domain === "test" || domain.endsWith(".test");
}

/** A key of 2,048 bits that nothing was ever signed with. */
const standInKey = `MIIB${"A".repeat(388)}`;

/**
 * What DNS says of a sender where no mail leaves this machine: SPF, DKIM and DMARC are in order, except where the name asks for
 * something else (`nospf-1.test`, `nodkim.test`, `nodmarc.test`, `dnstimeout.test`).
 */
export function lookUpStandInText(name: string): TextAnswer {
  if (name.includes("dnstimeout")) return { kind: "unknown", detail: "the look-up timed out" };
  const record = standInRecord(name);
  return record === null ? { kind: "none" } : { kind: "found", records: [record] };
}

function standInRecord(name: string): string | null {
  if (name.startsWith("_dmarc."))
    return name.includes("nodmarc") ? null : "v=DMARC1; p=quarantine; rua=mailto:dmarc@reports.test";
  if (name.includes("._domainkey."))
    return name.startsWith("s1.") && !name.includes("nodkim") ? `v=DKIM1; k=rsa; p=${standInKey}` : null;
  return name.includes("nospf") ? null : "v=spf1 include:simulator.test -all";
}
