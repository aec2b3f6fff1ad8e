/** Who runs a recipient domain's mail (SPEC §1). `other` is everybody else, and whoever could not be told. */
export const recipientProviders = ["google", "microsoft", "yahoo", "other"] as const;

export type RecipientProvider = (typeof recipientProviders)[number];

/**
 * Names under which the three take mail: Google Workspace and Gmail (support.google.com/a/answer/174125), Microsoft 365 and
 * Outlook.com with its DNSSEC and national clouds (learn.microsoft.com, "mail flow"), Yahoo with AOL (senders.yahooinc.com).
 */
const suffixes: Readonly<Record<Exclude<RecipientProvider, "other">, readonly string[]>> = {
  google: ["google.com", "googlemail.com", "psmtp.com"],
  microsoft: ["outlook.com", "mx.microsoft", "office365.us", "hotmail.com", "protection.outlook.de", "outlook.cn"],
  yahoo: ["yahoodns.net", "yahoo.com", "aol.com"],
};

/** The provider behind an MX host, by the host's suffix; any case, with or without the root's dot. */
export function recipientProviderOf(mxHost: string): RecipientProvider {
  const host = mxHost.toLowerCase().replace(/\.$/, "");
  for (const provider of ["google", "microsoft", "yahoo"] as const) {
    if (suffixes[provider].some((suffix) => host === suffix || host.endsWith(`.${suffix}`))) return provider;
  }
  return "other";
}
