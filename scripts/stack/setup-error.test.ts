import { expect, test } from "vitest";
import { EnvError } from "#lib/env.ts";
import { requireGivenDatabase } from "./databases.ts";
import { requireUsable } from "./environment.ts";
import { describeFailure, SetupError } from "./setup-error.ts";

test("what somebody can mend is told in words, a bug with its stack", () => {
  expect(describeFailure(new SetupError("PORT is taken."))).toBe("PORT is taken.");
  expect(describeFailure(new EnvError(["A is missing: b"]))).toBe(
    "The environment is not complete:\n  A is missing: b",
  );
  expect(describeFailure(new TypeError("x"))).toMatch(/TypeError: x\n\s+at /);
  expect(describeFailure("gone")).toBe("gone");
});

test("a variable that programs could not use is refused by name before the first of them runs", () => {
  expect(() => requireUsable({ LOG_LEVEL: "loud" })).toThrow(/LOG_LEVEL is not usable: one of fatal, error/);
});

test.each([
  { url: undefined, why: /DATABASE_URL is missing/ },
  { url: "nonsense", why: /DATABASE_URL is not a usable address: write it like postgresql:/ },
  {
    url: "postgresql://ann:hunter2@127.0.0.1:1/x",
    why: /^DATABASE_URL does not answer \(127\.0\.0\.1:1\): start that server/,
  },
])("a database at $url is refused with the fix", async ({ url, why }) => {
  const refusal = await requireGivenDatabase({ DATABASE_URL: url }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(SetupError);
  expect((refusal as Error).message).toMatch(why);
  expect((refusal as Error).message).not.toContain("hunter2");
});
