import { expect, it } from "vitest";
import { pauseNumber, pauseRestMs } from "./rest.ts";

const hours = (count: number) => count * 3_600_000;
const now = new Date("2026-06-10T16:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - hours(24 * days));

it.each([
  ["mailbox", 1, 24],
  ["mailbox", 2, 48],
  ["mailbox", 3, 96],
  ["domain", 1, 48],
  ["domain", 2, 96],
  ["domain", 3, 192],
] as const)("a %s rests in its pause %i for %i hours", (kind, number, rest) => {
  expect(pauseRestMs(kind, number)).toBe(hours(rest));
});

it.each([
  ["mailbox", 4],
  ["domain", 5],
  ["connection", 1],
] as const)("a %s in its pause %i waits for a person", (kind, number) => {
  expect(pauseRestMs(kind, number)).toBeNull();
});

it.each([
  { name: "the first ever", pauseCount: 0, resumedAt: null, number: 1 },
  { name: "a day after the resume", pauseCount: 1, resumedAt: daysAgo(1), number: 2 },
  { name: "30 days after the resume", pauseCount: 2, resumedAt: daysAgo(30), number: 3 },
  { name: "31 days after the resume", pauseCount: 3, resumedAt: daysAgo(31), number: 1 },
])("$name: number $number", ({ number, ...last }) => expect(pauseNumber(last, now)).toBe(number));
