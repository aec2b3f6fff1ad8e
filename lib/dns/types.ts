/** Can a domain take mail? `unknown` is a time-out or a resolver at fault: it says nothing about the domain (SPEC §7). */
export type MailDomainAnswer =
  | { kind: "accepts"; mxHosts: string[] }
  | { kind: "refuses"; reason: "nxdomain" | "null_mx" | "no_mail_host" }
  | { kind: "unknown"; detail: string };

/** Text records of a name, each with its parts joined. `none` is certain; `unknown` is a time-out or a resolver at fault. */
export type TextAnswer = { kind: "found"; records: string[] } | { kind: "none" } | { kind: "unknown"; detail: string };

type LookUpOptions = {
  /** mail would leave over a simulated or loopback connection only: the stand-in answers, not the Internet */
  isLocal?: boolean;
};

export type DnsPort = {
  /** `domain` is ASCII, lower case. Never throws. */
  lookUpMailDomain(domain: string, options?: LookUpOptions): Promise<MailDomainAnswer>;
  /** TXT records of an ASCII name, through CNAMEs. Never throws. */
  lookUpText(name: string, options?: LookUpOptions): Promise<TextAnswer>;
};
