import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { isKnownMethod, refuseMethod } from "./known-method.ts";

/** What a client gets who asks with this method. */
async function ask(method: string): Promise<{ status: number; allow: string | undefined; body: string }> {
  const server = createServer((incoming, response) => {
    if (isKnownMethod(incoming)) response.end("taken");
    else refuseMethod(incoming, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const asked = request({ port: (server.address() as AddressInfo).port, method }).end();
    const [answer] = await once(asked, "response");
    const body = Buffer.concat(await Array.fromAsync(answer as AsyncIterable<Buffer>)).toString();
    return { status: answer.statusCode, allow: answer.headers.allow, body };
  } finally {
    server.close();
  }
}

it.each(["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])("%s goes on", async (method) => {
  expect(await ask(method)).toMatchObject({ status: 200, body: "taken" });
});

it.each(["TRACE", "PROPFIND", "PURGE"])("%s is answered with 405 and a problem", async (method) => {
  const { status, allow, body } = await ask(method);
  expect([status, allow, JSON.parse(body)]).toMatchObject([
    405,
    "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
    { code: "method_not_allowed", detail: `${method} is not possible here.` },
  ]);
});
