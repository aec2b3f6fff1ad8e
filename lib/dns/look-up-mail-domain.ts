import type { MailDomainAnswer } from "./types.ts";

/** The part of node:dns/promises' Resolver that is used. */
export type MailResolver = {
  resolveMx(domain: string): Promise<{ exchange: string; priority: number }[]>;
  resolve4(domain: string): Promise<string[]>;
  resolve6(domain: string): Promise<string[]>;
};

type Failure = { code?: string; message: string };

/** "No such name" and "name without such records": everything else (time-out, SERVFAIL, refused) says nothing about the domain. */
const certainCodes = new Set(["ENOTFOUND", "ENODATA"]);

/**
 * One look-up, uncached: MX first; a null MX (RFC 7505) refuses; without MX an A or AAAA record takes mail (RFC 5321 §5.1).
 * Never throws.
 */
export async function lookUpUncached(resolver: MailResolver, domain: string): Promise<MailDomainAnswer> {
  try {
    const hosts = (await resolver.resolveMx(domain)).toSorted((a, b) => a.priority - b.priority);
    const named = hosts.map((host) => host.exchange.toLowerCase()).filter((name) => name !== "" && name !== ".");
    if (named.length > 0) return { kind: "accepts", mxHosts: named };
    if (hosts.length > 0) return { kind: "refuses", reason: "null_mx" };
  } catch (error) {
    const failure = error as Failure;
    if (failure.code === "ENOTFOUND") return { kind: "refuses", reason: "nxdomain" };
    if (failure.code !== "ENODATA") return { kind: "unknown", detail: failure.code ?? failure.message };
  }
  return lookUpHost(resolver, domain);
}

async function lookUpHost(resolver: MailResolver, domain: string): Promise<MailDomainAnswer> {
  const answers = await Promise.allSettled([resolver.resolve4(domain), resolver.resolve6(domain)]);
  if (answers.some((answer) => answer.status === "fulfilled" && answer.value.length > 0)) {
    return { kind: "accepts", mxHosts: [domain] };
  }
  const unclear = answers
    .filter((answer) => answer.status === "rejected")
    .map((answer) => answer.reason as Failure)
    .find((failure) => !certainCodes.has(failure.code ?? ""));
  if (unclear) return { kind: "unknown", detail: unclear.code ?? unclear.message };
  return { kind: "refuses", reason: "no_mail_host" };
}
