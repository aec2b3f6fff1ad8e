import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { isIP } from "node:net";
import type { AddressRanges } from "#lib/http/address-ranges.ts";

const FORWARDED = ["x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "forwarded"];

/**
 * Makes the headers about where a request came from true: `x-forwarded-for` names one address, the client's, and what nobody
 * trusted has said about host and protocol is gone.
 */
export function settleForwarded(request: Pick<IncomingMessage, "headers" | "socket">, trusted: AddressRanges): void {
  const peer = request.socket.remoteAddress ?? "";
  const { headers } = request;
  const named = headers["x-forwarded-for"];
  if (!trusted.has(peer)) for (const name of FORWARDED) delete headers[name];
  headers["x-forwarded-for"] = clientAddress(peer, named, trusted);
}

/** Walks the chain of proxies from this side: the first address that is no trusted proxy is the client's. */
function clientAddress(
  peer: string,
  forwardedFor: IncomingHttpHeaders["x-forwarded-for"],
  trusted: AddressRanges,
): string {
  const chain = [forwardedFor ?? []].flat().join(",").split(",");
  let address = peer;
  while (trusted.has(address)) {
    const before = chain.pop()?.trim() ?? "";
    if (isIP(before) === 0) break;
    address = before;
  }
  return address;
}
