import { expect, it } from "vitest";
import { groupLabel, groupRemedy } from "./group-words.ts";

it.each([
  ["next", "Next to return"],
  ["won", "Won"],
  ["unsubscribed", "Unsubscribed"],
  ["out_of_office", "Out of office"],
  ["send_under_way", "A message is still on its way"],
  ["a_code_of_tomorrow", "a code of tomorrow"],
])("%s is called %s", (group, label) => expect(groupLabel(group)).toBe(label));

it.each([
  ["won", "Their sequence ended with this status. You can return them to the sequence on their page."],
  ["send_under_way", "Ends with: its outcome."],
])("%s: %s", (group, remedy) => expect(groupRemedy(group)).toBe(remedy));
