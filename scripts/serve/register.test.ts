import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { beginLeaving } from "#lib/readiness/leaving.ts";
import { keepRegistering } from "./register.ts";

const key = `signkey-prod-${"ab".repeat(32)}`;
let console_: Server | undefined;
afterEach(() => {
  console_?.close();
  Reflect.deleteProperty(globalThis, "outreachIsLeaving");
});

/** A console whose registration fails so many times. */
async function consoleThatFails(times: number): Promise<string> {
  let asked = 0;
  console_ = createServer((_request, response) => {
    asked += 1;
    response.writeHead(asked > times ? 200 : 500).end("Failed to register; fetch failed");
  }).listen(0, "127.0.0.1");
  await once(console_, "listening");
  return `http://127.0.0.1:${(console_.address() as AddressInfo).port}`;
}

/** Runs it with waits that are noted instead of waited for. */
async function run(origin: string, onWait: (waits: number[]) => void = () => {}) {
  const waits: number[] = [];
  const lines: string[] = [];
  const log = {
    info: (text: string) => lines.push(text),
    warn: ({ reason }: { reason: string }, text: string) => lines.push(`${text} (${reason})`),
  };
  await keepRegistering(origin, key, log as never, async (ms) => onWait([waits.push(ms)]));
  return { waits, lines };
}

test("is tried again, more and more slowly, until Inngest has taken the functions", async () => {
  const { waits, lines } = await run(await consoleThatFails(7));
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  expect(lines[0]).toContain("500 Failed to register; fetch failed");
  expect(lines.at(-1)).toBe("Inngest knows the functions");
});

test("ends with the process", async () => {
  const { waits, lines } = await run(await consoleThatFails(100), ([count]) => count === 3 && beginLeaving());
  expect(waits).toHaveLength(3);
  expect(lines).toHaveLength(3);
});
