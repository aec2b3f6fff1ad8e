import type { Env } from "#lib/env.ts";
import { type ConsoleServer, startConsoleServer } from "./console-server.ts";
import { leave, onStopSignal } from "./until-stopped.ts";

/** Serves the production build at HOST:PORT until a signal, then drains and ends the process. Resolves when it listens. */
export async function serveConsole(root: string, settings: Env, say: (line: string) => void): Promise<void> {
  let server: ConsoleServer | undefined;
  const times = {
    noticeMs: settings.DRAIN_NOTICE_SECONDS * 1_000,
    timeoutMs: settings.DRAIN_TIMEOUT_SECONDS * 1_000,
  };
  onStopSignal(
    () => (server ? void leave(server, times, say) : process.exit(0)),
    () => server?.drain.hurry(),
  );
  server = await startConsoleServer({
    root,
    host: settings.HOST,
    port: settings.PORT,
    appUrl: settings.APP_URL,
    trustedProxies: settings.TRUSTED_PROXIES,
  });
  say(`listening on ${settings.HOST}:${settings.PORT}`);
}

/** Where this machine itself reaches a server that listens on `host`. */
export function localOrigin(host: string, port: number): string {
  if (host === "0.0.0.0") return `http://127.0.0.1:${port}`;
  if (host === "::") return `http://[::1]:${port}`;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
