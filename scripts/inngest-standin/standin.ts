import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createStandinServer } from "#scripts/inngest-standin/http/server.ts";
import { AppClient } from "#scripts/inngest-standin/protocol/app-client.ts";
import type { Clock } from "#scripts/inngest-standin/time/clock.ts";
import { Engine } from "./engine.ts";
import type { Log } from "./log.ts";
import { Registrar } from "./registrar.ts";
import type { Settings } from "./settings.ts";

/** Only this machine may reach it: the pages for looking ask for no key. */
const host = "127.0.0.1";

/** A running stand-in. `url` is its base address; `stop` takes at most `graceMs`. */
export type Standin = { url: string; engine: Engine; registrar: Registrar; stop(graceMs: number): Promise<void> };

/**
 * Starts the server and looks for the app. Rejects when the port cannot be had. Calls wait until the app has
 * registered, and again whenever nothing listens at its address.
 */
export async function startStandin(settings: Settings, deps: { clock: Clock; log: Log }): Promise<Standin> {
  const { clock, log } = deps;
  const app = new AppClient({ ...settings, clock, maxSockets: settings.maxInFlight + 1 });
  const engine: Engine = new Engine({
    clock,
    app,
    log,
    newId: randomUUID,
    maxInFlight: settings.maxInFlight,
    onAppAway: () => registrar.reportAway(),
    onUnknownFunction: () => registrar.refresh(),
  });
  const registrar: Registrar = new Registrar({
    clock,
    log,
    sync: () => app.sync(),
    isRegistered: () => engine.isRegistered,
    onUp: () => engine.resume(),
    onAway: () => engine.pause(),
  });
  const server = createStandinServer({ ...settings, engine, clock, log, isAppUp: () => registrar.isUp });
  server.listen(settings.port, host);
  await once(server, "listening");
  engine.pause();
  registrar.start();
  const { port } = server.address() as AddressInfo;

  /** The server goes on listening while calls finish: the steps in flight still send their events. */
  const stop = async (graceMs: number) => {
    registrar.stop();
    const grace = new Promise<void>((resolve) => clock.setTimeout(resolve, graceMs));
    await Promise.race([engine.shutDown(), grace]);
    app.close();
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://${host}:${port}`, engine, registrar, stop };
}
