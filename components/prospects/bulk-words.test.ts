import { expect, it } from "vitest";
import { forecastText } from "./bulk-words.ts";

it.each([
  [["1"], [], "1 prospect will change."],
  [["1", "2"], [186, 1], "2 prospects will change, 187 will not."],
  [[], [207], "None of them would change."],
])("tells in counts what a change would do: %j, %j", (ids, counts, text) => {
  expect(forecastText({ ids, unchanged: counts.map((count) => ({ detail: String(count), count })) })).toBe(text);
});
