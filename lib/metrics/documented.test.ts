import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { EngineContext } from "#lib/engine/context.ts";
import { createLogger } from "#lib/logger/logger.ts";
import { renderMetrics } from "./render-metrics.ts";

/** A context whose database holds nothing: enough to see every name. */
const empty = {
  now: () => new Date("2026-06-10T16:00:00Z"),
  log: createLogger("silent"),
  redis: { ping: async () => "PONG" },
  acrossTenants: (work: (tx: unknown) => Promise<unknown>) => work({ $queryRaw: async () => [] }),
} as unknown as EngineContext;

const names = (text: string) => [...new Set([...text.matchAll(/\boutreach_[a-z_]+/g)].map(([name]) => name))].sort();

it("docs/metrics.md names every metric there is, and none that is not", async () => {
  const { text } = await renderMetrics(empty);
  const table = readFileSync("docs/metrics.md", "utf8").split("\n## ");
  const offered = names(text.replaceAll(/^outreach_.*$/gm, ""));
  expect(offered.length).toBeGreaterThan(10);
  expect(names(table[0] ?? "")).toEqual(offered);
  for (const name of names(table[1] ?? "")) expect(offered).toContain(name);
});
