import { type HostKind, hostKind } from "#lib/shared/host-kind.ts";

/** Nobody puts a receiver below 1024 but on https' own port; there the mail, shell and directory services are. */
const lowestFreePort = 1024;
const maxUrlLength = 2048;

export type OutgoingRules = {
  /** a console on this machine may call receivers on this machine: for trying things out, never on a server */
  isLoopbackAllowed: boolean;
};

/** The rules for a console reached at `appUrl`. */
export function outgoingRules(appUrl: string): OutgoingRules {
  return { isLoopbackAllowed: hostKind(new URL(appUrl).hostname) === "loopback" };
}

/**
 * Why a URL that somebody gave may not be called, as a sentence that follows the field's name; null when it may. A name is judged
 * again by its addresses when it is called (`safeFetch`).
 */
export function refuseOutgoingUrl(text: string, rules: OutgoingRules): string | null {
  if (text.length > maxUrlLength || !URL.canParse(text)) return `must be a URL of at most ${maxUrlLength} characters`;
  const url = new URL(text);
  const kind = hostKind(url.hostname);
  const mayBePlain = rules.isLoopbackAllowed && kind === "loopback";
  if (url.protocol !== "https:" && !(url.protocol === "http:" && mayBePlain)) return "must start with https://";
  if (url.username !== "" || url.password !== "") return "must not contain a user name or password";
  const port = url.port === "" ? 443 : Number(url.port);
  if (port !== 443 && port < lowestFreePort && !mayBePlain) return `must use port 443 or one from ${lowestFreePort}`;
  if (kind === "name" && !isInternetName(url.hostname)) return "must name a host on the internet";
  return kind === "name" ? null : refuseAddressKind(kind, rules);
}

/** The same for one address, as given or as a look-up answered. */
export function refuseAddress(address: string, rules: OutgoingRules): string | null {
  const kind = hostKind(address);
  return kind === "name" ? "is not an address" : refuseAddressKind(kind, rules);
}

function refuseAddressKind(kind: HostKind | null, rules: OutgoingRules): string | null {
  if (kind === "public" || (kind === "loopback" && rules.isLoopbackAllowed)) return null;
  return "must be a host on the internet, not a private, local or reserved address";
}

/** With a dot and not in a zone that never leaves a network (RFC 6762, RFC 8375, the `internal` zone of cloud machines). */
function isInternetName(hostname: string): boolean {
  return /^[^.].*\.[^.]+$/.test(hostname) && !/\.(local|internal|home\.arpa|lan|intranet|corp)$/.test(hostname);
}
