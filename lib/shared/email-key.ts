export type ParsedAddress = {
  /** lower case */
  local: string;
  /** ASCII (IDN as xn--), lower case */
  domain: string;
};

const localPattern = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const labelPattern = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const maxLocalLength = 64;
const maxAddressLength = 254;

/** A domain as mail servers see it: lower case, IDN as ASCII. Null when it is no domain name of at least two labels. */
export function asciiDomain(domain: string): string | null {
  const given = domain.trim();
  if (given === "" || /[\s/?#@:%\\[\]]/.test(given)) return null;
  const ascii = URL.parse(`http://${given}/`)?.hostname ?? "";
  const labels = ascii.split(".");
  if (ascii.length > 253 || labels.length < 2 || !labels.every((label) => labelPattern.test(label))) return null;
  return /^\d+$/.test(labels.at(-1) ?? "") ? null : ascii;
}

/**
 * Splits an address that mail can be sent to without SMTPUTF8 (RFC 5321 dot-atom; no quoted local parts, no address literals).
 * Null when it is none.
 */
export function parseAddress(address: string): ParsedAddress | null {
  const given = address.trim();
  const at = given.lastIndexOf("@");
  if (at < 1) return null;
  const local = given.slice(0, at).toLowerCase();
  const domain = asciiDomain(given.slice(at + 1));
  if (domain === null || local.length > maxLocalLength || !localPattern.test(local)) return null;
  return local.length + 1 + domain.length > maxAddressLength ? null : { local, domain };
}

/**
 * What makes two spellings the same address (SPEC §2): lower case, IDN as ASCII, plus tag removed; for Gmail also dots removed and
 * googlemail.com folded. Prospects and suppressions are unique by it. Null when the text is no address.
 */
export function emailKey(address: string): string | null {
  const parsed = parseAddress(address);
  if (parsed === null) return null;
  const isGmail = parsed.domain === "gmail.com" || parsed.domain === "googlemail.com";
  const plus = parsed.local.indexOf("+");
  const untagged = (plus > 0 ? parsed.local.slice(0, plus) : parsed.local).replace(/\.+$/, "");
  return isGmail ? `${untagged.replaceAll(".", "")}@gmail.com` : `${untagged}@${parsed.domain}`;
}

/** The part after @ as ASCII in lower case; the text after the last @ when the address is malformed. */
export function recipientDomainOf(address: string): string {
  return (
    parseAddress(address)?.domain ??
    address
      .slice(address.lastIndexOf("@") + 1)
      .trim()
      .toLowerCase()
  );
}
