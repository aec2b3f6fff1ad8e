import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refusePassword } from "./password-strength.ts";

const own = ["ann.lee@acme-plumbing.com", "Ann Lee", "Acme Plumbing"];
const weak = "is too easy to guess: use a few unrelated words";

describe("a password", () => {
  it.each([
    ["11 characters", "p".repeat(11), "must have at least 12 characters"],
    ["11 characters of two units each", "🙂".repeat(11), "must have at least 12 characters"],
    ["129 characters", "correct horse battery ".repeat(6).slice(0, 129), "must have at most 128 characters"],
    ["one letter", "ä".repeat(20), weak],
    ["a piece again and again", "ab12ab12ab12ab12", weak],
    ["the word itself", "passwordpassword", weak],
    ["the word with digits for letters", "P@ssw0rdP4$$word", weak],
    ["a season and a year", "Summer2026!!", weak],
    ["a keyboard row", "qwertyuiop123456", weak],
    ["a keyboard diagonal", "1qaz2wsx3edc", weak],
    ["digits in order", "123456789012345", weak],
    ["an address", "ann.lee@acme-plumbing.com", weak],
    ["a name and a year", "AnnLee19991999", weak],
    ["the tenant with a tail", "AcmePlumbing1!", weak],
    ["the product", "OutreachConsole1", weak],
  ])("may not be %s", (_name, password, why) => expect(refusePassword(password, own)).toBe(why));

  it.each([
    "correct horse battery",
    "four unrelated words here",
    "tr0ub4dor&3-xkcd",
    "kV7!pQ2z#Lm9",
    "große Füße im Sommerregen",
    "ann likes pickled walnuts",
    "пять разных слов подряд",
  ])("may be %s", (password) => expect(refusePassword(password, own)).toBeNull());

  it("does not have to mind short own words", () => {
    expect(refusePassword("a lone river otter", ["a@o.co", "A"])).toBeNull();
  });

  it("made at random always will do", () => {
    const text = fc
      .uint8Array({ minLength: 15, maxLength: 15 })
      .map((bytes) => Buffer.from(bytes).toString("base64url"));
    const isRandom = (password: string) => new Set(password).size >= 10;
    fc.assert(fc.property(text.filter(isRandom), (password) => refusePassword(password, own) === null));
  });
});
