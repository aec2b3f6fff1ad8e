import { describe, expect, it } from "vitest";
import { isConflict, retryOnConflict } from "./retry-on-conflict.ts";

const deadlock = { code: "P2010", meta: { code: "40P01" } };

it.each([
  { name: "a write conflict as Prisma names it", error: { code: "P2034" }, expected: true },
  { name: "a deadlock in raw SQL", error: deadlock, expected: true },
  { name: "a serialization failure in raw SQL", error: { meta: { code: "40001" } }, expected: true },
  {
    name: "a deadlock as the driver tells it",
    error: { meta: { driverAdapterError: { cause: { originalCode: "40P01" } } } },
    expected: true,
  },
  { name: "a broken unique key", error: { code: "P2002", meta: { code: "23505" } }, expected: false },
  { name: "a lock that was not to be had", error: { meta: { code: "55P03" } }, expected: false },
  { name: "a lost connection", error: { code: "P1017" }, expected: false },
  { name: "any error", error: new Error("40P01"), expected: false },
  { name: "a number for a code", error: { meta: { code: 40001 } }, expected: false },
  { name: "null", error: null, expected: false },
  { name: "a text", error: "P2034", expected: false },
])("$name: $expected", ({ error, expected }) => expect(isConflict(error)).toBe(expected));

describe("retryOnConflict", () => {
  /** Work that fails in turn with each of `failures`, then answers how often it was tried. */
  function workThatFails(...failures: unknown[]) {
    const tried = { times: 0 };
    const work = async () => {
      const failure = failures[tried.times];
      tried.times += 1;
      if (failure) throw failure;
      return tried.times;
    };
    return { tried, work };
  }

  it.each([0, 1, 3])("comes through after %d conflicts", async (count) => {
    expect(await retryOnConflict(workThatFails(...Array(count).fill(deadlock)).work)).toBe(count + 1);
  });

  it.each([
    { attempts: undefined, times: 4 },
    { attempts: 2, times: 2 },
    { attempts: 1, times: 1 },
  ])("gives up after $times tries with the last conflict", async ({ attempts, times }) => {
    const { tried, work } = workThatFails(...Array(9).fill(deadlock));
    await expect(retryOnConflict(work, attempts)).rejects.toBe(deadlock);
    expect(tried.times).toBe(times);
  });

  it("does not try again what failed for another reason", async () => {
    const failure = new Error("no");
    const { tried, work } = workThatFails(deadlock, failure);
    await expect(retryOnConflict(work)).rejects.toBe(failure);
    expect(tried.times).toBe(2);
  });
});
