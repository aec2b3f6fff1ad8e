import { expect, it } from "vitest";
import { isRunnerSilent } from "./runner-silence.ts";

const now = new Date("2026-06-10T16:00:00Z");
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

it.each([
  { name: "a run a moment ago", lastBegunAt: minutesAgo(4), expected: false },
  { name: "a clock that goes before ours", lastBegunAt: minutesAgo(-2), expected: false },
  { name: "20 minutes", lastBegunAt: minutesAgo(20), expected: false },
  { name: "more", lastBegunAt: minutesAgo(20.1), expected: true },
  { name: "never a run: a new tenant", lastBegunAt: null, expected: false },
])("$name", ({ lastBegunAt, expected }) => expect(isRunnerSilent(lastBegunAt, now)).toBe(expected));
