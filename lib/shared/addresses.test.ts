import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isNeverMailAddress, isPlaceholderAddress, isRoleAddress } from "./address-kinds.ts";
import { asciiDomain, emailKey, parseAddress, recipientDomainOf } from "./email-key.ts";
import { isFreeMailDomain } from "./free-mail.ts";

describe("emailKey", () => {
  it.each([
    ["Bob@Acme.COM", "bob@acme.com"],
    [" bob@acme.com ", "bob@acme.com"],
    ["bob+hvac@acme.com", "bob@acme.com"],
    ["b.o.b@acme.com", "b.o.b@acme.com"],
    ["B.o.b+x@gmail.com", "bob@gmail.com"],
    ["b.ob@googlemail.com", "bob@gmail.com"],
    ["bob@BÜCHER.example", "bob@xn--bcher-kva.example"],
    ["bob@xn--bcher-kva.example", "bob@xn--bcher-kva.example"],
    ["+tag@acme.com", "+tag@acme.com"],
    ["a.+x@acme.com", "a@acme.com"],
    ["o'neil@acme.com", "o'neil@acme.com"],
  ])("%s → %s", (address, key) => {
    expect(emailKey(address)).toBe(key);
  });

  it.each([
    "",
    "bob",
    "@acme.com",
    "bob@",
    "bob@acme",
    "bob@acme..com",
    "bob@-acme.com",
    "bob@acme.com.",
    ".bob@acme.com",
    "b..b@acme.com",
    "bob b@acme.com",
    '"bob"@acme.com',
    "bob@[127.0.0.1]",
    "bob@127.0.0.1",
    "bob@acme.com/x",
    "bob@acme.com:25",
    "bob@a%2ecom.com",
    "bob@acme.com\r\nBcc: x@y.com",
    "bób@acme.com",
    `${"a".repeat(65)}@acme.com`,
    `a@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.${"e".repeat(60)}.${"f".repeat(20)}.com`,
  ])("refuses %j", (address) => {
    expect(emailKey(address)).toBeNull();
  });

  it("is its own key, whatever goes in", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const key = emailKey(address);
        fc.pre(key !== null);
        expect(emailKey(key as string)).toBe(key);
        expect(emailKey((key as string).toUpperCase())).toBe(key);
      }),
    );
  });
});

describe("domains", () => {
  it("parses, folds and never throws", () => {
    expect(parseAddress("Bob+x@Acme.com")).toEqual({ local: "bob+x", domain: "acme.com" });
    expect(asciiDomain("Straße.de")).toBe("xn--strae-oqa.de");
    expect(asciiDomain("localhost")).toBeNull();
    expect(asciiDomain("a_b.com")).toBeNull();
    expect(recipientDomainOf("bob@Acme.COM")).toBe("acme.com");
    expect(recipientDomainOf("not an address")).toBe("not an address");
    fc.assert(fc.property(fc.string(), (text) => [emailKey(text), recipientDomainOf(text)].length === 2));
  });

  it("knows free-mail providers and internet providers", () => {
    expect(["gmail.com", "comcast.net", "tampabay.rr.com", "icloud.com"].every(isFreeMailDomain)).toBe(true);
    expect(["acmeheating.com", "mail.acme.com", "notgmail.com"].some(isFreeMailDomain)).toBe(false);
  });
});

describe("kinds of address", () => {
  it.each([
    ["info@acme.com", "role"],
    ["customer.service@acme.com", "role"],
    ["Office+web@acme.com", "role"],
    ["no-reply@acme.com", "never"],
    ["noreply2@acme.com", "never"],
    ["abuse@acme.com", "never"],
    ["mailer-daemon@acme.com", "never"],
    ["jane.doe@acme.com", "placeholder"],
    ["jdoe@acme.com", "placeholder"],
    ["first.last@acme.com", "placeholder"],
    ["pat@example.com", "placeholder"],
    ["pat@mail.invalid", "placeholder"],
    ["pat@acme.com", "person"],
    ["pat@customer.test", "person"],
    ["sally@salesforce.com", "person"],
    ["not an address", "person"],
  ])("%s is %s", (address, kind) => {
    const kinds = { role: isRoleAddress, never: isNeverMailAddress, placeholder: isPlaceholderAddress };
    const fitting = Object.entries(kinds).filter(([, fits]) => fits(address));
    expect(fitting.map(([name]) => name)).toEqual(kind === "person" ? [] : [kind]);
  });
});
