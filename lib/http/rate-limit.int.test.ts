import { describe, expect, it } from "vitest";
import { AppError } from "#lib/errors/app-error.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { enforceRateLimit } from "./rate-limit.ts";

const ctx = createTestContext();
const newLimit = (max: number) => ({ name: `test-${crypto.randomUUID()}`, max, windowSeconds: 10 });
const start = new Date("2026-06-10T16:00:00Z").getTime();

async function tries(limit: ReturnType<typeof newLimit>, who: string, times: number) {
  const asked = Array.from({ length: times }, () => enforceRateLimit(ctx, limit, who));
  const results = await Promise.allSettled(asked);
  return results.filter((result) => result.status === "fulfilled").length;
}

describe("enforceRateLimit", () => {
  it("lets exactly the limit through of many at once", async () => {
    ctx.setNow(new Date(start));
    expect(await tries(newLimit(7), "ann", 40)).toBe(7);
  });

  it("keeps people and limits apart", async () => {
    const [one, other] = [newLimit(2), newLimit(2)];
    expect(await tries(one, "ann", 3)).toBe(2);
    expect(await tries(one, "bob", 3)).toBe(2);
    expect(await tries(other, "ann", 3)).toBe(2);
  });

  it.each([
    [0, 10],
    [4_300, 6],
    [9_999, 1],
  ])("says at %d ms of the window to come back in %d s", async (ms, seconds) => {
    ctx.setNow(new Date(start + ms));
    const limit = newLimit(0);
    const error = await enforceRateLimit(ctx, limit, "ann").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: "rate_limited", details: { retryAfterSeconds: seconds } });
    ctx.setNow(new Date(start));
  });

  it("starts afresh with the next window and leaves no key behind for ever", async () => {
    const limit = newLimit(1);
    expect(await tries(limit, "ann", 2)).toBe(1);
    ctx.setNow(new Date(start + 10_000));
    expect(await tries(limit, "ann", 2)).toBe(1);
    ctx.setNow(new Date(start));
    const keys = await ctx.redis.keys(`http:rate:${limit.name}:*`);
    expect(keys).toHaveLength(2);
    for (const key of keys) expect(await ctx.redis.ttl(key)).toBeGreaterThan(0);
  });
});
