import { createServer } from "node:http";
import { addressRanges } from "#lib/http/address-ranges.ts";
import { settleForwarded } from "./client-address.ts";
import { Drain } from "./drain.ts";
import { isKnownMethod, refuseMethod } from "./known-method.ts";
import { listen } from "./listen.ts";
import { readablePath } from "./readable-path.ts";
import { secureAnswer } from "./security-headers.ts";

/** Longer than a load balancer keeps an idle connection (60 s is usual), so that it is never us who close one it uses. */
const keepAliveMs = 75_000;

export type ConsoleServer = { drain: Drain; close(): Promise<void> };
export type ConsolePlace = {
  root: string;
  host: string;
  port: number;
  /** where people reach it */
  appUrl: string;
  trustedProxies: readonly string[];
};

/**
 * Serves the production build in this process. `next start` would do the same, but on SIGTERM it refuses connections at once,
 * waits without end and answers 143; and it believes any client's X-Forwarded-* headers.
 * @throws SetupError when the port cannot be had; when there is no build
 */
export async function startConsoleServer(place: ConsolePlace): Promise<ConsoleServer> {
  const { root, host, port, appUrl } = place;
  Object.assign(process.env, { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
  const { default: createNext } = await import("next");
  const app = createNext({ dev: false, dir: root, hostname: host, port });
  await app.prepare();
  const handle = app.getRequestHandler();
  const trusted = addressRanges(place.trustedProxies);
  const server = createServer({ keepAliveTimeout: keepAliveMs }, (request, response) => {
    settleForwarded(request, trusted);
    request.url = readablePath(request.url ?? "/");
    secureAnswer(request, response, appUrl);
    if (!isKnownMethod(request)) return refuseMethod(request, response);
    handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  const drain = new Drain(server);
  await listen(server, host, port);
  return { drain, close: () => app.close() };
}
