import { expect, it } from "vitest";
import { partsOf, workThrough } from "./bulk-parts.ts";

type Asked = { ids: string[]; reason: string };

function work(ids: readonly string[]) {
  const state = { left: partsOf(ids, 2), keys: new Map<string, string>(), isCut: () => false };
  const asked: { ids: string[]; key: string }[] = [];
  const done: string[] = [];
  let failing = "";
  const change = async ({ ids: some }: Asked, key: string) => {
    asked.push({ ids: some, key });
    if (some.includes(failing)) throw new Error("gone");
    return some;
  };
  const run = (reason = "why") => workThrough({ reason }, state, change, (items) => done.push(...items));
  return { state, asked, done, run, failAt: (id: string) => (failing = id) };
}

it("takes as many at a time as a request may hold", () => {
  expect(partsOf(["1", "2", "3"], 2)).toEqual([["1", "2"], ["3"]]);
  expect(partsOf([], 2)).toEqual([]);
});

it("does each part once, in order, under a key of its own", async () => {
  const { asked, done, run } = work(["1", "2", "3"]);
  expect(await run()).toBeNull();
  expect(done).toEqual(["1", "2", "3"]);
  expect(asked.map(({ ids }) => ids)).toEqual([["1", "2"], ["3"]]);
  expect(new Set(asked.map(({ key }) => key)).size).toBe(2);
});

it("goes on with what is left after a failure, under the key of the first try", async () => {
  const { asked, done, run, failAt, state } = work(["1", "2", "3", "4", "5"]);
  failAt("3");
  expect(await run()).toMatchObject({ message: "gone" });
  expect([done, state.left]).toEqual([
    ["1", "2"],
    [["3", "4"], ["5"]],
  ]);
  failAt("");
  expect(await run()).toBeNull();
  expect(done).toEqual(["1", "2", "3", "4", "5"]);
  expect(asked.map(({ ids }) => ids[0])).toEqual(["1", "3", "3", "5"]);
  expect(asked[2]?.key).toBe(asked[1]?.key);
});

it("asks anew where something else is asked than in the first try", async () => {
  const { asked, run, failAt } = work(["1"]);
  failAt("1");
  await run();
  failAt("");
  await run("another reason");
  expect(asked[1]?.key).not.toBe(asked[0]?.key);
});

it("begins no further part once it is cut short", async () => {
  const { asked, run, state } = work(["1", "2", "3"]);
  state.isCut = () => asked.length > 0;
  expect(await run()).toBeNull();
  expect([asked.length, state.left]).toEqual([1, [["3"]]]);
});
