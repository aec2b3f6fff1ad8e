import { afterEach, expect, it, vi } from "vitest";
import type { EngineContext } from "#lib/engine/context.ts";
import type { EngineEvent } from "#lib/engine/events.ts";
import { createLogger } from "#lib/logger/logger.ts";
import { answerWaitsMs } from "./policy/thresholds.ts";
import { reportTrouble } from "./report-trouble.ts";

afterEach(() => void vi.useRealTimers());

/** A context whose every transaction comes to `transaction`. */
function contextWith(transaction: () => Promise<never>) {
  const told: EngineEvent[] = [];
  const publish = async (events: EngineEvent[]) => void told.push(...events);
  const forTenant = vi.fn(transaction);
  const ctx = { forTenant, publish, now: () => new Date("2026-06-10T16:00:00Z"), log: createLogger("silent") };
  return { ctx: ctx as unknown as EngineContext, told, forTenant };
}

it("is waited for two seconds at most, and the job runner is told without waiting", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { ctx, told } = contextWith(() => new Promise(() => {}));
  let isOver = false;
  const over = reportTrouble(ctx, "a", [1]).then(() => {
    isOver = true;
  });
  await vi.advanceTimersByTimeAsync(answerWaitsMs - 1);
  expect([isOver, told]).toEqual([false, [{ type: "troubleReported", tenantId: "a" }]]);
  await vi.advanceTimersByTimeAsync(1);
  await over;
});

it("never throws: without a database the job runner is told all the same", async () => {
  const { ctx, told } = contextWith(() => Promise.reject(new Error("the database is away")));
  await reportTrouble(ctx, "b", [1]);
  expect(told).toEqual([{ type: "troubleReported", tenantId: "b" }]);
});

it("does nothing when nobody is in trouble", async () => {
  const { ctx, told, forTenant } = contextWith(() => Promise.reject(new Error("not asked for")));
  await reportTrouble(ctx, "c", []);
  expect([told, forTenant.mock.calls]).toEqual([[], []]);
});
