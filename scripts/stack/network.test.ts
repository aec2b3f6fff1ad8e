import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { inngestSignature, registerFunctions } from "./inngest-registration.ts";
import { freePort, requirePort, servicePort, tryPort } from "./ports.ts";
import { runSequencerOnce } from "./sequencer.ts";
import { answers } from "./wait.ts";

const servers: Server[] = [];
async function listen(
  handler: Parameters<typeof createServer>[1] = (_request, response) => response.end(),
): Promise<number> {
  const server = createServer(handler as never).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe("ports", () => {
  test("a taken PORT is refused by name, with another to use", async () => {
    const port = await listen();
    expect(await tryPort(port)).toBeNull();
    await expect(requirePort(port)).rejects.toThrow(new RegExp(`PORT ${port} is taken.*PORT=${port + 1} npm start`));
  });

  test("an inner service moves away from a taken port, and comes back to the one it had", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ports-"));
    try {
      const moved = await servicePort(folder, "redis", await listen());
      expect(JSON.parse(readFileSync(join(folder, "ports.json"), "utf8"))).toEqual({ redis: moved });
      expect(await servicePort(folder, "redis", await freePort())).toBe(moved);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("answers", () => {
  test("any status below 500 counts by default, nobody listening does not", async () => {
    const port = await listen((_request, response) => response.writeHead(404).end());
    expect(await answers(`http://127.0.0.1:${port}/`)).toBe(true);
    expect(await answers(`http://127.0.0.1:${port}/`, (status) => status === 200)).toBe(false);
    expect(await answers(`http://127.0.0.1:${await freePort()}/`)).toBe(false);
  });
});

describe("registering with Inngest", () => {
  const key = `signkey-prod-${"ab".repeat(32)}`;

  test("the signature depends on body, second and key, not on the key's prefix", () => {
    const signature = inngestSignature(key, "{}", 1_700_000_000_999);
    expect(signature).toMatch(/^t=1700000000&s=[0-9a-f]{64}$/);
    expect(inngestSignature(key.replace("prod", "test"), "{}", 1_700_000_000_000)).toBe(signature);
    expect(inngestSignature(key, "[]", 1_700_000_000_000)).not.toBe(signature);
    expect(inngestSignature(key, "{}", 1_700_000_001_000)).not.toBe(signature);
  });

  test("is tried again until the console accepts it", async () => {
    const seen: (string | undefined)[] = [];
    const port = await listen((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers["x-inngest-signature"]}`);
      response.writeHead(seen.length < 2 ? 500 : 200).end();
    });
    await registerFunctions(`http://127.0.0.1:${port}`, key);
    expect(seen).toHaveLength(2);
    expect(seen[1]).toMatch(/^PUT \/api\/inngest t=\d+&s=[0-9a-f]{64}$/);
  });
});

describe("running the sequencer once", () => {
  test("asks with the key", async () => {
    let seen = "";
    const port = await listen((request, response) => {
      seen = `${request.method} ${request.url} ${request.headers.authorization}`;
      response.writeHead(202).end();
    });
    expect(await runSequencerOnce(port, "k1")).toBeNull();
    expect(seen).toBe("POST /api/jobs/run-sequencer/run Bearer k1");
  });

  test("says why it could not, and does not throw", async () => {
    const port = await listen((_request, response) => response.writeHead(403).end("no"));
    expect(await runSequencerOnce(port, "k1")).toBe("403 no");
  });
});
