import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeInventory } from "./judge-inventory.ts";
import type { Inventory } from "./repo-inventory.ts";
import { base, bouncing, fine, type Maps, now, oneComplaint, score75, state, toMaps } from "./testing.ts";

describe("with a previous judgement", () => {
  it("keeps the objects that cannot have changed", () => {
    const first = judgeInventory(base, toMaps({}), now);
    const second = judgeInventory(base, toMaps({ domains: { "a.test": bouncing } }), now, first);
    const isKept = (list: "domains" | "mailboxes") => second[list].map((row, i) => row === first[list][i]);
    expect({ domains: isKept("domains"), mailboxes: isKept("mailboxes") }).toEqual({
      domains: [false, true],
      mailboxes: [false, true],
    });
  });

  it("comes to the same as without", () => {
    const some = fc.constantFrom(bouncing, oneComplaint, score75, fine);
    const anyMaps: fc.Arbitrary<Maps> = fc.record({
      domains: fc.dictionary(fc.constantFrom("a.test", "b.test"), some),
      mailboxes: fc.dictionary(fc.constantFrom("x@a.test", "y@b.test"), some),
      staleMs: fc.constantFrom(undefined, 0, 400_000),
    });
    const paused: Inventory = { ...base, states: [state("mailbox", "m2", "paused", "bounce_rate")] };
    const domainGone: Inventory = { ...base, domains: [["d2", "b.test", true]] };
    const anyCall = fc.record({
      maps: anyMaps,
      inventory: fc.constantFrom(base, base, paused, domainGone),
      // Readings mostly come with the same numbers; after scopes were added they do not.
      isNumbered: fc.constantFrom(true, true, false),
    });
    const check = (calls: { maps: Maps; inventory: Inventory; isNumbered: boolean }[]) => {
      let previous: ReturnType<typeof judgeInventory> | undefined;
      for (const { maps, inventory, isNumbered } of calls) {
        const read = toMaps(maps, isNumbered);
        previous = judgeInventory(inventory, read, now, previous);
        expect(previous).toEqual(judgeInventory(inventory, read, now));
      }
    };
    fc.assert(fc.property(fc.array(anyCall, { minLength: 2, maxLength: 8 }), check));
  });
});
