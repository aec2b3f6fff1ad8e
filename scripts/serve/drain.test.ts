import { once } from "node:events";
import { Agent, createServer, get, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { Drain } from "./drain.ts";

const minute = 60_000;
let server: Server;
let drain: Drain;
let port: number;
let atWork: ServerResponse[];
const agent = new Agent({ keepAlive: true });

async function serve() {
  atWork = [];
  server = createServer((request, response) => {
    if (request.url === "/slow") atWork.push(response);
    else response.end("ok");
  });
  drain = new Drain(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
}
afterEach(() => server.closeAllConnections());

function ask(path: string): Promise<{ connection: string | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    get({ port, path, agent, host: "127.0.0.1" }, (response: IncomingMessage) => {
      let text = "";
      response.on("data", (part) => {
        text += part;
      });
      response.on("end", () => resolve({ connection: response.headers.connection, text }));
      response.on("error", reject);
    }).on("error", reject);
  });
}

const cutOff = () => ask("/slow").catch((error: Error) => error.message);

describe("a server that is told to end", () => {
  test("answers what is at work before it ends, and takes nothing new", async () => {
    await serve();
    const answer = ask("/slow");
    await expect.poll(() => drain.atWork).toBe(1);
    const finished = drain.finish({ noticeMs: 0, timeoutMs: minute });
    await expect.poll(() => server.listening).toBe(false);
    await expect(ask("/")).rejects.toThrow(/ECONNREFUSED/);
    atWork[0]?.end("done");
    expect(await answer).toEqual({ connection: "close", text: "done" });
    expect(await finished).toBe(0);
  });

  test("serves on during the notice, and tells every client to come no more", async () => {
    await serve();
    expect((await ask("/")).connection).toBe("keep-alive");
    const finished = drain.finish({ noticeMs: minute, timeoutMs: minute });
    expect(await ask("/")).toEqual({ connection: "close", text: "ok" });
    drain.hurry();
    expect(await finished).toBe(0);
  });

  test("does not wait for connections that nobody uses", async () => {
    await serve();
    await ask("/");
    expect(await drain.finish({ noticeMs: 0, timeoutMs: minute })).toBe(0);
  });

  test("cuts off what takes longer than it may, and counts it", async () => {
    await serve();
    const answer = cutOff();
    await expect.poll(() => drain.atWork).toBe(1);
    expect(await drain.finish({ noticeMs: 0, timeoutMs: 0 })).toBe(1);
    expect(await answer).toMatch(/socket hang up|ECONNRESET/);
  });

  test("does not wait when somebody insists", async () => {
    await serve();
    const answer = cutOff();
    await expect.poll(() => drain.atWork).toBe(1);
    const finished = drain.finish({ noticeMs: minute, timeoutMs: minute });
    drain.hurry();
    expect(await finished).toBe(1);
    expect(await answer).toMatch(/socket hang up|ECONNRESET/);
  });
});
