import { canonicalHost, hostKind } from "#lib/shared/host-kind.ts";

/**
 * The address a request came from; null when it is not known. The server has made `x-forwarded-for` true before (`settleForwarded`
 * in scripts/serve/client-address.ts): what a client says of itself is gone. Of a list the last entry counts.
 */
export function clientAddress(headers: Headers): string | null {
  const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  if (!last) return null;
  const kind = hostKind(last);
  return kind === null || kind === "name" ? null : canonicalHost(last);
}
