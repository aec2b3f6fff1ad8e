import { expect, it } from "vitest";
import { SharedTurns, TurnLane } from "./shared-turns.ts";

/** Turns that end when told to. */
function heldTurns(limits: { atOnce: number; items: number }) {
  const begun: { key: string; items: number[]; end: PromiseWithResolvers<number[]> }[] = [];
  const turns = new SharedTurns<number, number>((key, items) => {
    const end = Promise.withResolvers<number[]>();
    begun.push({ key, items, end });
    return end.promise;
  }, limits);
  const finish = async (index: number) => {
    const turn = begun[index];
    turn?.end.resolve(turn.items.map((item) => item * 10));
    await new Promise(setImmediate);
  };
  return { turns, begun, finish };
}

it("lets an item go at once, and those that come meanwhile together", async () => {
  const { turns, begun, finish } = heldTurns({ atOnce: 1, items: 10 });
  const all = Promise.all([1, 2, 3].map((item) => turns.submit("a", item)));
  expect(begun.map((turn) => turn.items)).toEqual([[1]]);
  await finish(0);
  expect(begun.map((turn) => turn.items)).toEqual([[1], [2, 3]]);
  await finish(1);
  expect(await all).toEqual([10, 20, 30]);
});

it("takes no more items in a turn, and no more turns at once, than it may", async () => {
  const { turns, begun, finish } = heldTurns({ atOnce: 2, items: 2 });
  const all = Promise.all([1, 2, 3, 4, 5].map((item) => turns.submit("a", item)));
  expect(begun.map((turn) => turn.items)).toEqual([[1], [2]]);
  await finish(1);
  await finish(0);
  expect(begun.map((turn) => turn.items)).toEqual([[1], [2], [3, 4], [5]]);
  await finish(2);
  await finish(3);
  expect(await all).toEqual([10, 20, 30, 40, 50]);
});

it("keeps keys apart", async () => {
  const { turns, begun, finish } = heldTurns({ atOnce: 1, items: 10 });
  const both = Promise.all([turns.submit("a", 1), turns.submit("b", 2)]);
  expect(begun.map(({ key, items }) => [key, items])).toEqual([
    ["a", [1]],
    ["b", [2]],
  ]);
  await finish(1);
  await finish(0);
  expect(await both).toEqual([10, 20]);
});

it("fails the items of a turn that failed, and goes on with the next", async () => {
  const { turns, begun, finish } = heldTurns({ atOnce: 1, items: 2 });
  const settled = Promise.allSettled([1, 2, 3, 4].map((item) => turns.submit("a", item)));
  await finish(0);
  begun[1]?.end.reject(new Error("lost"));
  await new Promise(setImmediate);
  await finish(2);
  expect(
    (await settled).map((result) => (result.status === "fulfilled" ? result.value : result.reason.message)),
  ).toEqual([10, "lost", "lost", 40]);
});

it("refuses a turn that forgets an item", async () => {
  const turns = new SharedTurns<number, number>(async () => [], { atOnce: 1, items: 2 });
  await expect(turns.submit("a", 1)).rejects.toThrow("1 items came to 0 results");
});

function recordedKinds() {
  const turns: string[] = [];
  const kind = (name: string) => async (_key: string, items: number[]) => {
    turns.push(`${name} ${items.join(" ")}`);
    await new Promise(setImmediate);
    return items.map((item) => `${name}${item}`);
  };
  return { turns, a: kind("a"), b: kind("b") };
}

it("lets the largest company go first, of two alike who waits longer", async () => {
  const lane = new TurnLane({ atOnce: 1, items: 3 });
  const { turns, a, b } = recordedKinds();
  const asked = [a, b, a, b, a, a, a].map((run, item) => lane.submit("x", run, item));
  expect(await Promise.all(asked)).toEqual(["a0", "b1", "a2", "b3", "a4", "a5", "a6"]);
  expect(turns).toEqual(["a 0", "a 2 4 5", "b 1 3", "a 6"]);
});

it("passes nobody over for ever, however many come for something else", async () => {
  const lane = new TurnLane({ atOnce: 1, items: 2 });
  const { turns, a, b } = recordedKinds();
  const crowd = Array.from({ length: 40 }, (_, item) => lane.submit("x", a, item));
  await lane.submit("x", b, 99);
  expect(turns.indexOf("b 99")).toBe(9);
  await Promise.all(crowd);
});
