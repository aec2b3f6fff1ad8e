import fc from "fast-check";
import { expect, it } from "vitest";
import { timeSpan } from "./time-span.ts";

it("is the first and the last of any times, however many", () => {
  const times = fc.array(fc.date({ noInvalidDate: true }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(times, (dates) => {
      const sorted = dates.toSorted((a, b) => a.getTime() - b.getTime());
      expect(timeSpan(dates)).toEqual({ earliest: sorted[0], latest: sorted.at(-1) });
    }),
  );
});
