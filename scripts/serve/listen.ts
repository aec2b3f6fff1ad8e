import { once } from "node:events";
import type { Server } from "node:http";
import { SetupError } from "#scripts/stack/setup-error.ts";

/** Why an address cannot be listened on, and what to do. */
const reasons: Record<string, string> = {
  EADDRINUSE: "something else listens there: stop it, or set PORT to another",
  EACCES: "this user may not: set PORT to one from 1024",
  EADDRNOTAVAIL: "this machine has no such address: set HOST to 127.0.0.1, or to 0.0.0.0 for every interface",
  ENOTFOUND: "there is no such host: set HOST to 127.0.0.1, or to 0.0.0.0 for every interface",
};

/**
 * Resolves when the server listens.
 * @throws SetupError with the fix
 */
export async function listen(server: Server, host: string, port: number): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw new SetupError(`${host}:${port} cannot be listened on: ${reasons[code] ?? message}.`);
  }
}
