import fc from "fast-check";
import { expect, it } from "vitest";
import { probationQuota } from "./probation.ts";

it.each([
  { name: "a fifth of the cap", before: 40, cap: 40, clean: 0, quota: 8 },
  { name: "19 clean sends change nothing", before: 40, cap: 40, clean: 19, quota: 8 },
  { name: "20 double it", before: 40, cap: 40, clean: 20, quota: 16 },
  { name: "up to half the cap", before: 40, cap: 40, clean: 40, quota: 20 },
  { name: "never over half, however many", before: 40, cap: 40, clean: 10_000, quota: 20 },
  { name: "5 at least", before: 12, cap: 12, clean: 0, quota: 5 },
  { name: "5 stay where half the cap is less", before: 8, cap: 8, clean: 100, quota: 5 },
  { name: "no more than the cap", before: 3, cap: 3, clean: 0, quota: 3 },
  { name: "the cap after factors holds", before: 40, cap: 4, clean: 0, quota: 4 },
  { name: "nothing when nothing may go", before: 40, cap: 0, clean: 60, quota: 0 },
  { name: "a domain's", before: 200, cap: 200, clean: 40, quota: 100 },
])("$name: $quota", ({ before, cap, clean, quota }) => {
  expect(probationQuota(before, cap, clean)).toBe(quota);
});

it("is never over the cap and never falls with clean sends", () => {
  fc.assert(
    fc.property(fc.nat(500), fc.nat(500), fc.nat(400), (before, cap, clean) => {
      expect(probationQuota(before, cap, clean)).toBeLessThanOrEqual(cap);
      expect(probationQuota(before, cap, clean + 1)).toBeGreaterThanOrEqual(probationQuota(before, cap, clean));
    }),
  );
});
