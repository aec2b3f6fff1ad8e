import { expect, test } from "vitest";
import { makeFunction } from "#scripts/inngest-standin/testing/make-function.ts";
import { newRun, type Run, type RunStatus } from "./run.ts";
import { RunBook } from "./run-book.ts";

const fn = makeFunction();
const event = { id: "e", name: "go", data: {}, ts: 0 };
const run = (order: number): Run => newRun({ id: `r${order}`, order, fn, event, slots: [], queuedAt: 0, onEnd: null });
const end = (book: RunBook, ended: Run, status: RunStatus = "completed") => {
  ended.status = status;
  book.remove(ended);
};

test("counts what is active and keeps the last runs, newest first", () => {
  const book = new RunBook({ keep: 2 });
  const runs = [run(1), run(2), run(3)];
  for (const one of runs) book.add(one, null);
  end(book, runs[1] as Run);
  expect(book.activeCount).toBe(2);
  expect(book.recent.map((one) => one.id)).toEqual(["r3", "r2"]);
});

test("a singleton is held from start to end; one that took over is not freed by the older's end", () => {
  const book = new RunBook({ keep: 10 });
  const [older, newer] = [run(1), run(2)];
  book.add(older, "key");
  expect(book.holderOf("key")).toBe(older);
  book.add(newer, "key");
  end(book, older, "cancelled");
  expect(book.holderOf("key")).toBe(newer);
  end(book, newer);
  expect(book.holderOf("key")).toBeUndefined();
});

test("a run that has not ended cannot be removed", () => {
  const book = new RunBook({ keep: 1 });
  const active = run(1);
  book.add(active, null);
  expect(() => book.remove(active)).toThrow("still active");
});
