import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { SetupError } from "./setup-error.ts";

const HOST = "127.0.0.1";
/** Where the inner services listen unless the port is taken. */
export const USUAL_PORTS = { postgres: 54_330, redis: 63_790, inngest: 8288, simulator: 8290 };

/** Tries to listen. Returns the port that was free (`0` asks for any), or null when it is taken or not allowed. */
export function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen({ port, host: HOST, exclusive: true }, () => {
      const address = server.address();
      const free = typeof address === "object" && address ? address.port : null;
      server.close(() => resolve(free));
    });
  });
}

/** Any free port of the loopback interface. */
export async function freePort(): Promise<number> {
  const port = await tryPort(0);
  if (port === null) throw new SetupError(`No port of ${HOST} can be listened on: check the machine's network set-up.`);
  return port;
}

/** Makes sure that the console's own port is free; it never moves by itself, since people and webhooks know it. */
export async function requirePort(port: number): Promise<void> {
  if ((await tryPort(port)) !== null) return;
  throw new SetupError(
    `PORT ${port} is taken or not allowed. Stop what listens there, or choose another: PORT=${port + 1} npm start`,
  );
}

/**
 * The port of an inner service: the one of the last start in this data folder, else `wanted`, else any free one.
 * It is remembered in ports.json, so that addresses in credentials.json stay true over restarts.
 */
export async function servicePort(dataDir: string, service: string, wanted: number): Promise<number> {
  const known = readPorts(dataDir);
  const port = (await tryPort(known[service] ?? wanted)) ?? (await freePort());
  if (known[service] !== port) writePorts(dataDir, { ...known, [service]: port });
  return port;
}

/** Makes the services of a data folder use any free ports, so that a test leaves the usual ones to a start beside it. */
export function useAnyPorts(dataDir: string): void {
  writePorts(dataDir, { postgres: 0, redis: 0, inngest: 0, simulator: 0 });
}

function writePorts(dataDir: string, ports: Record<string, number>) {
  writeFileSync(join(dataDir, "ports.json"), `${JSON.stringify(ports, null, 2)}\n`);
}

/** The ports that services of this data folder used last, by name. */
export function readPorts(dataDir: string): Record<string, number> {
  try {
    return JSON.parse(readFileSync(join(dataDir, "ports.json"), "utf8")) as Record<string, number>;
  } catch {
    return {};
  }
}
