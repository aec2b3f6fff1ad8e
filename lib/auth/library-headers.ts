import type { EngineConfig } from "#lib/engine/context.ts";
import { clientAddress } from "#lib/http/client-address.ts";
import { addressHeader } from "./own-headers.ts";

const agentMaxLength = 300;

/**
 * What the sign-in library gets of a request, and no more: cookies, the program's name, the client's address as the server found
 * it, and the origin it wants to see; where the request comes from is checked by then.
 */
export function libraryHeaders(request: Request, config: Pick<EngineConfig, "appUrl">): Headers {
  const headers = new Headers({ origin: new URL(config.appUrl).origin });
  const cookie = request.headers.get("cookie");
  const agent = request.headers.get("user-agent");
  const address = clientAddress(request.headers);
  if (cookie) headers.set("cookie", cookie);
  if (agent) headers.set("user-agent", agent.slice(0, agentMaxLength));
  if (address) headers.set(addressHeader, address);
  return headers;
}
