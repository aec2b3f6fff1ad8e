import { describe, expect, it } from "vitest";
import { AppError } from "#lib/errors/app-error.ts";
import type { EngineContext } from "./context.ts";
import { sharedWork, WorkLane } from "./shared-work.ts";

/** Only who asks matters here, not what they bring. */
const contexts = [{}, {}] as EngineContext[];
const [ctx, otherCtx] = contexts as [EngineContext, EngineContext];

/** Work that doubles, except for items that fail whatever they are done with; it tells who was done together. */
function doubling(failure: (items: number[]) => unknown = () => null, lane = new WorkLane({ atOnce: 1, items: 10 })) {
  const turns: number[][] = [];
  const work = sharedWork<number, number>(async (_ctx, _tenantId, items) => {
    turns.push(items);
    await new Promise(setImmediate);
    const error = failure(items);
    if (error) throw error;
    return items.map((item) => item * 2);
  }, lane);
  return { work, turns };
}

describe("shared work", () => {
  it("gives everybody their own result, and does together what is asked meanwhile", async () => {
    const { work, turns } = doubling();
    expect(await Promise.all([1, 2, 3, 4].map((item) => work(ctx, "a", item)))).toEqual([2, 4, 6, 8]);
    expect(turns).toEqual([[1], [2, 3, 4]]);
  });

  it("keeps tenants apart, and contexts", async () => {
    const { work, turns } = doubling();
    await Promise.all([work(ctx, "a", 1), work(ctx, "b", 2), work(otherCtx, "a", 3)]);
    expect(turns).toEqual([[1], [2], [3]]);
  });

  it("lets kinds of one lane take turns, those of another go side by side", async () => {
    const lane = new WorkLane({ atOnce: 1, items: 10 });
    const [first, second, elsewhere] = [doubling(undefined, lane), doubling(undefined, lane), doubling()];
    const begun = () => [first, second, elsewhere].map(({ turns }) => turns.length);
    const all = [first, second, second, elsewhere].map(({ work }, item) => work(ctx, "a", item));
    expect(begun()).toEqual([1, 0, 1]);
    expect(await Promise.all(all)).toEqual([0, 2, 4, 6]);
    expect(second.turns).toEqual([[1, 2]]);
  });

  it("does each alone when a turn fails: only whose own work fails hears of it", async () => {
    const { work, turns } = doubling((items) => items.includes(3) && new Error("three"));
    const results = await Promise.allSettled([1, 2, 3, 4].map((item) => work(ctx, "a", item)));
    expect(results.map((result) => result.status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
    expect(turns).toEqual([[1], [2, 3, 4], [2], [3], [4]]);
  });

  it.each([
    ["the database", Object.assign(new Error("refused"), { code: "ECONNREFUSED" })],
    ["what all depend on", new AppError("dependency_unavailable", "Try again soon.")],
  ])("tries nobody alone while %s is away", async (_, failure) => {
    const { work, turns } = doubling(() => failure);
    const results = await Promise.allSettled([1, 2, 3].map((item) => work(ctx, "a", item)));
    expect(results.every((result) => result.status === "rejected")).toBe(true);
    expect(turns).toEqual([[1], [2, 3]]);
  });
});
