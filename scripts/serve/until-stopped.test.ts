import { afterEach, expect, test, vi } from "vitest";
import { endAfter } from "#lib/engine/unfinished-work.ts";
import { leave } from "./until-stopped.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Lets a server without requests leave; `story` tells what happened in which order. */
function leaving(story: string[]) {
  const ended = Promise.withResolvers<void>();
  vi.spyOn(process, "exit").mockImplementation((code) => {
    story.push(`exit ${code}`);
    ended.resolve();
    return undefined as never;
  });
  const drain = { atWork: 0, hurry: () => {}, finish: async () => story.push("drained") - 1 };
  const server = { drain, close: async () => void story.push("closed") };
  return { ended: ended.promise, begin: () => leave(server as never, { noticeMs: 0, timeoutMs: 0 }, () => {}) };
}

test("a process that leaves ends after what answered requests have left to do", async () => {
  const story: string[] = [];
  const { ended, begin } = leaving(story);
  const left = Promise.withResolvers<void>();
  endAfter(left.promise.then(() => void story.push("done")));
  void begin();
  await new Promise(setImmediate);
  expect(story).toEqual(["drained"]);
  left.resolve();
  await ended;
  expect(story).toEqual(["drained", "done", "closed", "exit 0"]);
});

test("and does not wait for it for ever", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const story: string[] = [];
  const { ended, begin } = leaving(story);
  endAfter(new Promise(() => {}));
  void begin();
  await vi.advanceTimersByTimeAsync(10_000);
  await ended;
  expect(story).toEqual(["drained", "exit 0"]);
});
