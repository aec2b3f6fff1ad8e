import { expect, it } from "vitest";
import { capText } from "./cap-words.ts";

it.each([
  [8, 140, " today", "8 of 140 today"],
  [1_200, 1_200, "", "1,200 of 1,200"],
  [0, 0, " today", "0 of 0 today"],
  [3, 0, " today", "3 today, cap now 0"],
  [60, 40, "", "60, cap now 40"],
])("says of %d used and a cap of %d%s", (used, cap, when, text) => expect(capText(used, cap, when)).toBe(text));
