import { describe, expect, it } from "vitest";
import { newPasswordProblem, passwordRule } from "./contract-password.ts";
import { refusePassword } from "./policy/password-strength.ts";
import { passwordLength } from "./thresholds.ts";

const ownWords = ["ann.lee@acme.test", "Ann Lee", "Acme Heating"];

describe("newPasswordProblem", () => {
  it.each([
    ["short", "The new password must have at least 12 characters."],
    ["passwordpassword", "The new password is too easy to guess: use a few unrelated words."],
    ["ann.lee@acme.test", "The new password is too easy to guess: use a few unrelated words."],
    ["Acme Heating 2026", "The new password is too easy to guess: use a few unrelated words."],
    ["seven loud paper boats", null],
  ])("%s", (password, expected) => expect(newPasswordProblem(password, ownWords)).toBe(expected));

  it("says no exactly where the API does", () => {
    for (const password of ["", "qwertyuiop asdf", "aaaaaaaaaaaaaaaa", "x".repeat(129), "lamp river violet"]) {
      expect(newPasswordProblem(password, ownWords) === null).toBe(refusePassword(password, ownWords) === null);
    }
  });
});

it("the rule names the length that is asked for", () => {
  expect(passwordRule).toContain(`At least ${passwordLength.shortest} characters`);
});
