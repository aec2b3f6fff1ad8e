import { expect, it } from "vitest";
import { versionedSecrets } from "./versioned-secrets.ts";

const [one, two] = ["a".repeat(32), "b".repeat(32)];

it("gives a secret the same number wherever it stands, and another one another", () => {
  const [first, second] = versionedSecrets([one, two]);
  expect(versionedSecrets([two, one])).toEqual([second, first]);
  expect(first?.version).not.toBe(second?.version);
  expect([first?.value, second?.value]).toEqual([one, two]);
});

it("does not tell the secret", () => {
  expect(versionedSecrets([one])[0]?.version).toBeLessThan(2 ** 32);
  expect(Number.isInteger(versionedSecrets([one])[0]?.version)).toBe(true);
});
