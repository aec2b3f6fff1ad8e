import { afterEach, expect, it } from "vitest";
import { PacedTurns } from "./paced-turns.ts";
import { unfinishedWork } from "./unfinished-work.ts";

const held = new Set<PromiseWithResolvers<void>>();
afterEach(async () => {
  while (held.size > 0) {
    for (const one of held) one.resolve();
    held.clear();
    await new Promise(setImmediate);
  }
  await unfinishedWork();
});

function hold() {
  const one = Promise.withResolvers<void>();
  held.add(one);
  return one;
}

/** Turns and rests that end when told to. */
function heldTurns() {
  const begun: { key: string; items: number[]; end: PromiseWithResolvers<void> }[] = [];
  const rests: PromiseWithResolvers<void>[] = [];
  const turns = new PacedTurns<number>({
    run: (key, items) => {
      const end = hold();
      begun.push({ key, items, end });
      return end.promise;
    },
    rest: () => {
      const rest = hold();
      rests.push(rest);
      return rest.promise;
    },
  });
  const then = () => new Promise(setImmediate);
  const finish = async (index: number) => {
    begun[index]?.end.resolve();
    await then();
  };
  const rested = async (index: number) => {
    rests[index]?.resolve();
    await then();
  };
  return { turns, begun, finish, rested, tellBegun: () => begun.map(({ items }) => items) };
}

it("goes at once; what comes during a turn and the rest after it is one turn more, each item once", async () => {
  const { turns, finish, rested, tellBegun } = heldTurns();
  const first = turns.submit("a", [1, 2]);
  expect([turns.submit("a", [3]), turns.submit("a", [3, 1])]).toEqual([null, null]);
  await finish(0);
  await first;
  expect(turns.submit("a", [4])).toBeNull();
  expect(tellBegun()).toEqual([[1, 2]]);
  await rested(0);
  expect(tellBegun()).toEqual([
    [1, 2],
    [3, 1, 4],
  ]);
});

it("goes at once again when nothing came until the rest was over", async () => {
  const { turns, finish, rested, tellBegun } = heldTurns();
  void turns.submit("a", [1]);
  await finish(0);
  await rested(0);
  expect(turns.submit("a", [2])).toBeInstanceOf(Promise);
  expect(tellBegun()).toEqual([[1], [2]]);
});

it("keeps keys apart", () => {
  const { turns, begun } = heldTurns();
  void turns.submit("a", [1]);
  void turns.submit("b", [2]);
  expect(begun.map(({ key, items }) => [key, items])).toEqual([
    ["a", [1]],
    ["b", [2]],
  ]);
});

it("tells who began a turn that it failed, and takes the next one all the same", async () => {
  const { turns, begun, rested, tellBegun } = heldTurns();
  const first = turns.submit("a", [1]);
  void turns.submit("a", [2]);
  begun[0]?.end.reject(new Error("lost"));
  await expect(first).rejects.toThrow("lost");
  await rested(0);
  expect(tellBegun()).toEqual([[1], [2]]);
});

it("is unfinished work until what was gathered is done", async () => {
  const { turns, finish, rested } = heldTurns();
  let isOver = false;
  void turns.submit("a", [1]);
  void turns.submit("a", [2]);
  const over = unfinishedWork().then(() => {
    isOver = true;
  });
  await finish(0);
  await rested(0);
  await finish(1);
  expect(isOver).toBe(false);
  await rested(1);
  await over;
});
