import type { Server, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

export type DrainTimes = {
  /** so long requests are still taken after the signal: who sends them needs time to learn of it */
  noticeMs: number;
  /** so long requests at work may go on after that */
  timeoutMs: number;
};

/** Follows the requests at work in a server, so that it can be stopped without cutting one off. */
export class Drain {
  readonly #server: Server;
  readonly #atWork = new Set<ServerResponse>();
  readonly #hurry = new AbortController();
  #isLeaving = false;
  #isClosing = false;

  constructor(server: Server) {
    this.#server = server;
    server.prependListener("request", (_request, response: ServerResponse) => this.#follow(response));
  }

  /** Requests at work now. */
  get atWork(): number {
    return this.#atWork.size;
  }

  /** Ends the waiting of {@link finish}: what is still at work is cut off. */
  hurry(): void {
    this.#hurry.abort();
  }

  /**
   * Serves on for the notice, then takes no new connection, lets requests at work end, and cuts off what takes longer.
   * @returns how many requests were cut off
   */
  async finish({ noticeMs, timeoutMs }: DrainTimes): Promise<number> {
    this.#isLeaving = true;
    for (const response of this.#atWork) sayGoodbye(response);
    await this.#wait(noticeMs);
    this.#isClosing = true;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeIdleConnections();
    await Promise.race([closed, this.#wait(timeoutMs)]);
    const cut = this.#atWork.size;
    this.#server.closeAllConnections();
    this.hurry();
    return cut;
  }

  #follow(response: ServerResponse) {
    this.#atWork.add(response);
    if (this.#isLeaving) sayGoodbye(response);
    response.once("close", () => {
      this.#atWork.delete(response);
      // a connection that was kept open for more would hold the server until its time-out
      if (this.#isClosing) setImmediate(() => this.#server.closeIdleConnections());
    });
  }

  async #wait(ms: number) {
    await sleep(ms, null, { signal: this.#hurry.signal }).catch(() => {});
  }
}

function sayGoodbye(response: ServerResponse) {
  if (!response.headersSent) response.setHeader("connection", "close");
}
