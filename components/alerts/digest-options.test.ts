import { expect, it } from "vitest";
import { DIGEST_OPTIONS, digestHour, digestValue } from "./digest-options.ts";

it("offers none and every hour of the day, each of which the API takes back as it was", () => {
  expect(DIGEST_OPTIONS).toHaveLength(25);
  expect(DIGEST_OPTIONS.map(({ value }) => digestValue(digestHour(value)))).toEqual(
    DIGEST_OPTIONS.map(({ value }) => value),
  );
  expect([digestHour(""), digestHour("0"), digestHour("23")]).toEqual([null, 0, 23]);
  expect(DIGEST_OPTIONS[7]?.label).toBe("Daily at 06:00");
});
