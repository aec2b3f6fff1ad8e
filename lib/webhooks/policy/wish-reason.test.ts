import fc from "fast-check";
import { expect, it } from "vitest";
import { strongestWish, type WishReason } from "./wish-reason.ts";

it.each<{ reasons: (WishReason | null)[]; expected: WishReason | null }>([
  { reasons: [], expected: null },
  { reasons: [null, null], expected: null },
  { reasons: [null, "bounced"], expected: "bounced" },
  { reasons: ["bounced", "unsubscribed"], expected: "unsubscribed" },
  { reasons: ["unsubscribed", "complained"], expected: "complained" },
  { reasons: ["bounced", null, "complained"], expected: "complained" },
])("of $reasons the strongest is $expected", ({ reasons, expected }) => {
  expect(strongestWish(reasons)).toBe(expected);
});

it("does not depend on the order, and adding a reason never makes it weaker", () => {
  const rank: (WishReason | null)[] = [null, "bounced", "unsubscribed", "complained"];
  const reason = fc.constantFrom(...rank);
  fc.assert(
    fc.property(fc.array(reason, { maxLength: 8 }), reason, (reasons, more) => {
      const strongest = strongestWish(reasons);
      expect(strongestWish(reasons.toReversed())).toBe(strongest);
      expect(rank.indexOf(strongestWish([...reasons, more]))).toBe(
        Math.max(rank.indexOf(strongest), rank.indexOf(more)),
      );
    }),
  );
});
