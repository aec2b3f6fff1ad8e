import { createServer, connect as dial, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** What the line between a client and its server does. */
export type FaultMode =
  | { kind: "pass" }
  /** nobody listens any more: lines are cut, new ones refused */
  | { kind: "refuse" }
  /** lines stay open and nothing comes through until the mode changes */
  | { kind: "stall" }
  /** every piece arrives so much later, in both directions */
  | { kind: "delay"; ms: number }
  /** once the server has answered so many bytes more, the line is cut; then `pass` */
  | { kind: "cutAfter"; bytes: number }
  /** the line is cut when a client says this (for the nth time): unheard, or heard and done with its answer lost; then `pass` */
  | { kind: "cutOn"; text: string; heard: boolean; nth?: number };

/**
 * A line to a TCP server (Postgres, Redis, a mail server) on loopback that fails the way it is told, while it is in use. What
 * clients and server say is passed on untouched and in order.
 */
export class FaultProxy {
  readonly #server: Server;
  readonly #target: { host: string; port: number };
  readonly #lines = new Set<Socket>();
  #mode: FaultMode = { kind: "pass" };
  #changed = Promise.withResolvers<void>();
  /** lines are cut by a reset, as when a machine dies, instead of a close, as when a server stops */
  isAbrupt = false;
  /** lines cut by `cutAfter` and `cutOn` so far */
  cuts = 0;

  private constructor(server: Server, target: { host: string; port: number }) {
    this.#server = server;
    this.#target = target;
    server.on("connection", (client) => this.#open(client));
  }

  /** @param url of the server; its host and port are what is called */
  static async open(url: string): Promise<FaultProxy> {
    const { hostname, port } = new URL(url);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new FaultProxy(server, { host: hostname, port: Number(port) });
  }

  /** The same address by way of this line. */
  through(url: string): string {
    const address = this.#server.address() as { port: number };
    const by = new URL(url);
    by.hostname = "127.0.0.1";
    by.port = String(address.port);
    return by.toString();
  }

  set(mode: FaultMode): void {
    this.#mode = mode;
    if (mode.kind === "refuse") this.#cutAll();
    this.#changed.resolve();
    this.#changed = Promise.withResolvers<void>();
  }

  async close(): Promise<void> {
    this.set({ kind: "refuse" });
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #open(client: Socket): void {
    if (this.#mode.kind === "refuse") {
      client.destroy();
      return;
    }
    const server = dial(this.#target);
    const line = { client, server, isDoomed: false };
    for (const end of [client, server]) {
      this.#lines.add(end);
      end.setNoDelay(true);
      end.on("error", () => {});
      end.on("close", () => {
        this.#lines.delete(end);
        client.destroy();
        server.destroy();
      });
    }
    this.#carry(client, (piece) => this.#ask(line, piece));
    this.#carry(server, (piece) => this.#answer(line, piece));
  }

  /** Pieces of one direction, one after the other; the sender waits while its last one is on the way. */
  #carry(from: Socket, pass: (piece: Buffer) => void): void {
    from.on("data", (piece) => {
      from.pause();
      this.#late()
        .then(() => pass(piece as Buffer))
        .catch(() => from.destroy())
        .finally(() => from.resume());
    });
  }

  async #late(): Promise<void> {
    while (this.#mode.kind === "stall") await this.#changed.promise;
    if (this.#mode.kind === "delay") await sleep(this.#mode.ms);
  }

  #ask(line: Line, piece: Buffer): void {
    const mode = this.#mode;
    if (mode.kind === "cutOn" && piece.includes(mode.text)) {
      const left = (mode.nth ?? 1) - 1;
      this.#mode = left > 0 ? { ...mode, nth: left } : { kind: "pass" };
      line.isDoomed = left === 0 && mode.heard;
      if (left === 0 && !mode.heard) this.#cut(line);
    }
    if (!line.server.destroyed) line.server.write(piece);
  }

  #answer(line: Line, piece: Buffer): void {
    const mode = this.#mode;
    if (line.isDoomed) this.#cut(line);
    else if (mode.kind !== "cutAfter") line.client.write(piece);
    else if (piece.length < mode.bytes) {
      this.#mode = { kind: "cutAfter", bytes: mode.bytes - piece.length };
      line.client.write(piece);
    } else {
      this.#mode = { kind: "pass" };
      line.client.write(piece.subarray(0, mode.bytes), () => this.#cut(line));
    }
  }

  #cut({ client, server }: Line): void {
    this.cuts += 1;
    this.#end(client);
    this.#end(server);
  }

  #cutAll(): void {
    for (const end of this.#lines) this.#end(end);
  }

  #end(socket: Socket): void {
    if (this.isAbrupt) socket.resetAndDestroy();
    else socket.destroy();
  }
}

type Line = { client: Socket; server: Socket; isDoomed: boolean };
