import http from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Resolve, SafeFetchError, type SafeRequest, safeFetch } from "./safe-fetch.ts";

const onServer = "https://console.acme.com";
const onLaptop = "http://127.0.0.1:3000";

type Seen = { method?: string; path?: string; host?: string; body: string; headers: http.IncomingHttpHeaders };
const seen: Seen[] = [];
const servers: http.Server[] = [];
let answer: (request: http.IncomingMessage, response: http.ServerResponse) => void;

async function serve(server: http.Server, host = "127.0.0.1", port = 0): Promise<number> {
  servers.push(server);
  await new Promise<void>((done) => server.listen(port, host, done));
  return (server.address() as AddressInfo).port;
}

function receiver(note: (request: Seen) => void = (request) => seen.push(request)): http.Server {
  return http.createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const { method, url: path, headers } = request;
      note({ method, path, host: headers.host, body, headers });
      answer(request, response);
    });
  });
}

async function failureOf(request: SafeRequest, config: { appUrl: string; resolve?: Resolve }): Promise<SafeFetchError> {
  const error = await safeFetch(request, config).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(SafeFetchError);
  return error;
}

const resolvesTo = (...addresses: string[]) =>
  vi.fn<Resolve>(async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })));

beforeEach(() => {
  seen.length = 0;
  answer = (_request, response) => response.end("thanks");
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

describe("what may be called", () => {
  it("gets the method, the headers and the body as given, and hands the answer back", async () => {
    const port = await serve(receiver());
    const request = {
      url: `http://127.0.0.1:${port}/in?a=1`,
      method: "POST",
      headers: { "x-mark": "7" },
      body: "{}",
    } as const;
    const got = await safeFetch(request, { appUrl: onLaptop });
    expect([got.status, got.body.toString(), got.isBodyCut]).toEqual([200, "thanks", false]);
    expect(seen).toMatchObject([{ method: "POST", path: "/in?a=1", host: `127.0.0.1:${port}`, body: "{}" }]);
    expect(seen[0]?.headers).toMatchObject({ "x-mark": "7", "content-length": "2", "accept-encoding": "identity" });
    expect(seen[0]?.headers.connection).toBe("close");
  });

  it("is looked up once: a name that changes its mind cannot move the connection", async () => {
    const port = await serve(receiver());
    const elsewhere = vi.fn();
    await serve(receiver(elsewhere), "127.0.0.2", port);
    const resolve = vi.fn<Resolve>();
    resolve.mockResolvedValueOnce([{ address: "127.0.0.1", family: 4 }]);
    resolve.mockResolvedValue([{ address: "127.0.0.2", family: 4 }]);
    await safeFetch({ url: `http://hooks.localhost:${port}/` }, { appUrl: onLaptop, resolve });
    expect(resolve).toHaveBeenCalledExactlyOnceWith("hooks.localhost");
    expect(seen).toMatchObject([{ host: `hooks.localhost:${port}` }]);
    expect(elsewhere).not.toHaveBeenCalled();
  });

  it("follows no redirect, not even to a place that might be called", async () => {
    const inner = vi.fn();
    const innerPort = await serve(receiver(inner));
    const port = await serve(receiver());
    answer = (_request, response) => response.writeHead(302, { location: `http://127.0.0.1:${innerPort}/` }).end();
    const got = await safeFetch({ url: `http://127.0.0.1:${port}/` }, { appUrl: onLaptop });
    expect([got.status, got.headers.location]).toEqual([302, `http://127.0.0.1:${innerPort}/`]);
    expect(inner).not.toHaveBeenCalled();
  });

  it("is read no further than the limit", async () => {
    const port = await serve(receiver());
    answer = (_request, response) => {
      const more = () => response.write("x".repeat(10_000)) && setImmediate(more);
      response.on("drain", more);
      more();
    };
    const got = await safeFetch({ url: `http://127.0.0.1:${port}/`, maxBodyBytes: 15_000 }, { appUrl: onLaptop });
    expect([got.status, got.body.length, got.isBodyCut]).toEqual([200, 15_000, true]);
  });
});

describe("what is refused before any byte is sent", () => {
  it.each([
    "http://127.0.0.1:1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://2130706433/",
    "https://ann:secret@hooks.acme.com/",
    "file:///etc/passwd",
  ])("%s", async (url) => {
    const resolve = resolvesTo("93.184.216.34");
    expect((await failureOf({ url }, { appUrl: onServer, resolve })).reason).toBe("refused");
    expect(resolve).not.toHaveBeenCalled();
  });

  it.each([
    ["a loopback address", ["127.0.0.1"]],
    ["::1", ["::1"]],
    ["a mapped loopback address", ["::ffff:127.0.0.1"]],
    ["the cloud's own service", ["169.254.169.254"]],
    ["a private address among public ones", ["93.184.216.34", "10.0.0.5"]],
    ["a neighbour with its zone", ["fe80::1%eth0"]],
  ])("a name that resolves to %s", async (_name, addresses) => {
    const resolve = resolvesTo(...addresses);
    const failure = await failureOf({ url: "https://hooks.acme.com/" }, { appUrl: onServer, resolve });
    expect([failure.reason, failure.message]).toEqual([
      "refused",
      "The host resolves to an address that must be a host on the internet, not a private, local or reserved address.",
    ]);
  });
});

describe("what may pass", () => {
  it("a name that is not known", async () => {
    for (const resolve of [resolvesTo(), vi.fn<Resolve>().mockRejectedValue(new Error("ENOTFOUND"))]) {
      expect((await failureOf({ url: "https://hooks.acme.com/" }, { appUrl: onServer, resolve })).reason).toBe(
        "unknown_host",
      );
    }
  });

  it("a closed port, an answer cut off, a switch of protocols", async () => {
    const port = await serve(receiver());
    answer = (request) => request.socket.destroy();
    expect((await failureOf({ url: `http://127.0.0.1:${port}/` }, { appUrl: onLaptop })).reason).toBe(
      "connection_failed",
    );
    answer = (request, response) => response.write("half", () => request.socket.destroy());
    expect((await failureOf({ url: `http://127.0.0.1:${port}/` }, { appUrl: onLaptop })).reason).toBe(
      "connection_failed",
    );
    answer = (request) =>
      request.socket.end("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n");
    expect((await failureOf({ url: `http://127.0.0.1:${port}/` }, { appUrl: onLaptop })).reason).toBe(
      "connection_failed",
    );
    for (const server of servers.splice(0)) server.close().closeAllConnections();
    const failure = await failureOf({ url: `http://127.0.0.1:${port}/` }, { appUrl: onLaptop });
    expect(failure).toMatchObject({ reason: "connection_failed", message: "The connection failed (ECONNREFUSED)." });
  });

  it.each([
    ["a resolver that never answers", { resolve: () => new Promise<never>(() => {}) }, "https://hooks.acme.com/"],
    ["a server that says nothing", {}, null],
  ])("%s, until the time is up", async (_name, config, url) => {
    answer = () => {};
    const port = await serve(receiver());
    const request = { url: url ?? `http://127.0.0.1:${port}/`, timeoutMs: 50 };
    expect((await failureOf(request, { appUrl: onLaptop, ...config })).reason).toBe("timeout");
  });

  it("a server that trickles: the time is for everything", async () => {
    answer = (_request, response) => {
      const trickle = setInterval(() => response.write("."), 5);
      response.on("close", () => clearInterval(trickle));
    };
    const port = await serve(receiver());
    const failure = await failureOf({ url: `http://127.0.0.1:${port}/`, timeoutMs: 50 }, { appUrl: onLaptop });
    expect(failure.reason).toBe("timeout");
  });
});

it("asks for the certificate of the name and believes no other", async () => {
  const names: string[] = [];
  const server = https.createServer({ SNICallback: (name, done) => names.push(name) && done(new Error("none here")) });
  const port = await serve(server as unknown as http.Server);
  const request = { url: `https://hooks.acme.com:${port}/` };
  const failure = await failureOf(request, { appUrl: onLaptop, resolve: resolvesTo("127.0.0.1") });
  expect([failure.reason, names]).toEqual(["connection_failed", ["hooks.acme.com"]]);
});
