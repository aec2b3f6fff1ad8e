import { expect, it } from "vitest";
import { Agenda } from "./agenda.ts";

const isSend = (work: string) => work.startsWith("send");
const worksOf = (entries: { work: string }[]) => entries.map(({ work }) => work);

function filled(...entries: [number, string][]): Agenda<string> {
  const agenda = new Agenda<string>();
  for (const [at, work] of entries) agenda.add(at, work);
  return agenda;
}

it("goes by time, and by entry among equals", () => {
  const agenda = filled([5, "b"], [1, "a"], [5, "c"]);
  expect(agenda.nextAt()).toBe(1);
  expect([1, 2, 3].flatMap(() => worksOf(agenda.takeRun(9, isSend)))).toEqual(["a", "b", "c"]);
  expect(agenda.nextAt()).toBe(Number.POSITIVE_INFINITY);
});

it("takes what is of a kind together, up to a time and up to the next of another kind", () => {
  const agenda = filled([1, "send 1"], [2, "send 2"], [3, "job"], [4, "send 3"], [9, "send 4"]);
  expect(worksOf(agenda.takeRun(5, isSend))).toEqual(["send 1", "send 2"]);
  expect(worksOf(agenda.takeRun(5, isSend))).toEqual(["job"]);
  expect(worksOf(agenda.takeRun(5, isSend))).toEqual(["send 3"]);
  expect(agenda.takeRun(5, isSend)).toEqual([]);
  expect(agenda.size).toBe(1);
});

it("postpones a kind, keeps its order and leaves the rest", () => {
  const agenda = filled([1, "send 1"], [2, "job"], [3, "send 2"], [20, "send 3"]);
  agenda.postpone(10, isSend);
  expect(agenda.takeRun(99, isSend)).toMatchObject([{ at: 2, work: "job" }]);
  expect(agenda.takeRun(99, isSend)).toMatchObject([
    { at: 10, work: "send 1" },
    { at: 10, work: "send 2" },
    { at: 20, work: "send 3" },
  ]);
});
