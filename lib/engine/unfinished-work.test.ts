import { expect, it } from "vitest";
import { endAfter, unfinishedWork } from "./unfinished-work.ts";

it("is over at once when there is none", async () => {
  await unfinishedWork();
});

it("waits for all of it, for what it begins, and not in vain for what fails", async () => {
  const story: string[] = [];
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  endAfter(first.promise.then(() => endAfter(second.promise.then(() => void story.push("second")))));
  endAfter(Promise.reject(new Error("lost")));
  const over = unfinishedWork().then(() => void story.push("over"));
  first.resolve();
  await new Promise(setImmediate);
  expect(story).toEqual([]);
  second.resolve();
  await over;
  expect(story).toEqual(["second", "over"]);
});
