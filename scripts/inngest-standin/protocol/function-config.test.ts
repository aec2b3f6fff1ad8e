import { describe, expect, test } from "vitest";
import { parseFunctionConfig } from "./function-config.ts";

const wire = (more: object = {}) => ({
  id: "app-fn",
  name: "Fn",
  triggers: [{ event: "go" }],
  steps: { step: { id: "step", name: "step", runtime: { type: "http", url: "http://app/api/inngest" } } },
  ...more,
});

test("fills in what the app leaves out", () => {
  expect(parseFunctionConfig(wire())).toEqual({
    id: "app-fn",
    name: "Fn",
    maxAttempts: 4,
    events: [{ event: "go", condition: null }],
    crons: [],
    concurrency: [],
    singleton: null,
    debounce: null,
    rateLimit: null,
    throttle: null,
    idempotency: null,
    cancelOn: [],
    startTimeoutMs: null,
    finishTimeoutMs: null,
  });
});

test("retries are one less than attempts", () => {
  const steps = { step: { retries: { attempts: 0 } } };
  expect(parseFunctionConfig(wire({ steps })).maxAttempts).toBe(1);
});

describe("concurrency", () => {
  const summary = (concurrency: unknown) =>
    parseFunctionConfig(wire({ concurrency })).concurrency.map((rule) => [
      rule.scope,
      rule.key?.source ?? null,
      rule.limit,
    ]);

  test.each([
    [5, [["fn", null, 5]]],
    [{ limit: 1, key: "event.data.mailbox_id" }, [["fn", "event.data.mailbox_id", 1]]],
    [
      [
        { limit: 1, key: "event.data.a" },
        { limit: 9, key: "'all'", scope: "account" },
      ],
      [
        ["fn", "event.data.a", 1],
        ["env", "'all'", 9],
      ],
    ],
    [0, []],
  ])("%j", (concurrency, expected) => {
    expect(summary(concurrency)).toEqual(expected);
  });
});

test("durations become milliseconds, expressions are parsed", () => {
  const fn = parseFunctionConfig(
    wire({
      debounce: { key: "event.data.domain_id", period: "2s", timeout: "5s" },
      throttle: { limit: 10, period: "1m" },
      rateLimit: { limit: 2, period: "1h", key: "event.data.x" },
      singleton: { key: "event.data.tenant_id", mode: "skip" },
      idempotency: "event.data.id",
      cancel: [{ event: "stop", if: "event.data.id == async.data.id", timeout: "1d" }],
      timeouts: { start: "1m", finish: "2h" },
    }),
  );
  expect(fn).toMatchObject({
    debounce: { periodMs: 2_000, timeoutMs: 5_000 },
    throttle: { limit: 10, periodMs: 60_000, burst: 1 },
    rateLimit: { limit: 2, periodMs: 3_600_000 },
    singleton: { mode: "skip" },
    cancelOn: [{ event: "stop", timeoutMs: 86_400_000 }],
    startTimeoutMs: 60_000,
    finishTimeoutMs: 7_200_000,
  });
  expect(fn.idempotency?.evaluate({ event: { data: { id: 3 } } })).toBe(3);
});

describe("cron", () => {
  const next = (cron: string, after: string) =>
    parseFunctionConfig(wire({ triggers: [{ cron }] }))
      .crons[0]?.next(new Date(after))
      ?.toISOString();

  test.each([
    ["*/30 * * * *", "2026-01-05T09:31:00Z", "2026-01-05T10:00:00.000Z"],
    ["*/30 * * * *", "2026-01-05T10:00:00Z", "2026-01-05T10:30:00.000Z"],
    ["0 9 * * 1-5", "2026-01-03T00:00:00Z", "2026-01-05T09:00:00.000Z"],
    ["TZ=Europe/Paris 0 9 * * *", "2026-01-05T00:00:00Z", "2026-01-05T08:00:00.000Z"],
    ["TZ=Europe/Paris 0 9 * * *", "2026-07-05T00:00:00Z", "2026-07-05T07:00:00.000Z"],
    ["CRON_TZ=America/New_York 0 9 * * *", "2026-01-05T00:00:00Z", "2026-01-05T14:00:00.000Z"],
  ])("%s after %s", (cron, after, expected) => {
    expect(next(cron, after)).toBe(expected);
  });
});

test.each([
  ["a cron that is none", { triggers: [{ cron: "every day" }] }],
  ["an unknown zone", { triggers: [{ cron: "TZ=Mars/Olympus 0 9 * * *" }] }],
  ["an expression that cannot be read", { concurrency: { limit: 1, key: "hash(event.data.a)" } }],
  ["a duration that is none", { debounce: { period: "a while" } }],
  ["batches", { batchEvents: { maxSize: 10, timeout: "1s" } }],
  ["an unknown singleton mode", { singleton: { mode: "queue" } }],
])("%s is refused with the function's name", (_name, more) => {
  expect(() => parseFunctionConfig(wire(more))).toThrow(/^function app-fn: /);
});

test.each([null, "fn", {}, { id: 5 }])("%j is no function", (value) => {
  expect(() => parseFunctionConfig(value)).toThrow(/^function without an id: /);
});
