import { describe, expect, test } from "vitest";
import { restartDelayMs } from "./restarts.ts";

describe("restartDelayMs", () => {
  const cases = [
    { name: "the first end", exits: [0], nowMs: 0, expected: 500 },
    { name: "the second within a minute", exits: [0, 1_000], nowMs: 1_000, expected: 1_000 },
    { name: "the fifth", exits: [0, 1, 2, 3, 4], nowMs: 5, expected: 8_000 },
    { name: "the sixth gives up", exits: [0, 1, 2, 3, 4, 5], nowMs: 6, expected: null },
    { name: "old ends are forgiven", exits: [0, 1, 2, 3, 4, 70_000], nowMs: 70_000, expected: 500 },
  ];
  test.each(cases)("$name", ({ exits, nowMs, expected }) => expect(restartDelayMs(exits, nowMs)).toBe(expected));
});
