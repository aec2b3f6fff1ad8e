import { expect, it } from "vitest";
import type { TimelineEntry } from "#lib/prospects/contract-detail.ts";
import { groupByCycle } from "./timeline-groups.ts";

const entry = (title: string, re_contact_cycle: number) => ({ title, re_contact_cycle }) as TimelineEntry;

it("puts the latest cycle first and keeps the order within each", () => {
  // An event of an old cycle may come after the new one has begun.
  const entries = [entry("late open", 0), entry("b", 1), entry("a", 1), entry("first", 0)];
  expect(groupByCycle(entries).map(({ title, entries: own }) => [title, own.map((one) => one.title)])).toEqual([
    ["Cycle 1", ["b", "a"]],
    ["First pass", ["late open", "first"]],
  ]);
});

it("is empty for nothing", () => expect(groupByCycle([])).toEqual([]));
