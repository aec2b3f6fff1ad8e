import { expect, it } from "vitest";
import { SEND_STATUS_OPTIONS, sendPlace, sendStatusWord, stepOptions } from "./send-words.ts";

it.each([
  ["queued", "Planned", "neutral"],
  ["failed", "Failed", "bad"],
  ["of_tomorrow", "of_tomorrow", "neutral"],
] as const)("%s is called %s", (status, label, tone) => expect(sendStatusWord(status)).toEqual({ label, tone }));

it.each([
  ["sequence", 2, 0, "Step 2"],
  ["sequence", 1, 3, "Step 1 · cycle 3"],
  ["winback", 4, 0, "Win-back"],
])("%s, step %i of cycle %i is %s", (kind, sequence_step, re_contact_cycle, text) =>
  expect(sendPlace({ kind, sequence_step, re_contact_cycle })).toBe(text),
);

it("offers what waits first, then all, then each status", () =>
  expect(SEND_STATUS_OPTIONS.map(({ value }) => value).slice(0, 3)).toEqual(["open", "all", "queued"]));

it.each([
  [3, null, ["", "1", "2", "3"]],
  [3, "2", ["", "1", "2", "3"]],
  [3, "5", ["", "1", "2", "3", "5"]],
  [undefined, null, ["", "1", "2", "3", "4", "5", "6"]],
])("offers the steps of a sequence of %s, and step %s of the URL", (most, chosen, values) =>
  expect(stepOptions(most, chosen).map(({ value }) => value)).toEqual(values),
);
