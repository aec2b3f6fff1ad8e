import { expect, it } from "vitest";
import { archiveWords } from "./archive-words.ts";

it.each([
  ["mailboxes", undefined, null],
  ["domains", 0, null],
  ["domains", 1, "1 mailbox uses it. Archive it first."],
  ["domains", 12, "12 mailboxes use it. Archive them first."],
  ["connections", 2, "2 mailboxes use it. Archive them or choose another connection for them first."],
] as const)("of %s with %s mailboxes: %s", (place, count, block) =>
  expect(archiveWords(place, count).block).toBe(block),
);

it("says of each whether it can be brought back", () => {
  expect(archiveWords("domains").text).toContain("You can bring it back");
  expect(archiveWords("mailboxes").text).toContain("You can bring it back");
  expect(archiveWords("connections").text).toContain("cannot be brought back");
});
