import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asciiDomain, emailKey, parseAddress, recipientDomainOf } from "./email-key.ts";

const name = fc.stringMatching(/^[a-z0-9]{1,10}$/);
const letters = fc.stringMatching(/^[a-z]{2,8}$/);
const anyDomain = fc.tuple(letters, fc.constantFrom("com", "net", "test")).map((labels) => labels.join("."));
const gmail = fc.constantFrom("gmail.com", "googlemail.com", "GMail.com", "GOOGLEMAIL.COM");

describe("emailKey is the same for every spelling of an address", () => {
  it("whatever its case, blanks around it and tag", () => {
    fc.assert(
      fc.property(name, anyDomain, name, (local, domain, tag) => {
        const key = `${local}@${domain}`;
        for (const spelling of [
          key,
          key.toUpperCase(),
          `  ${key}\t`,
          `${local}+${tag}@${domain}`,
          `${local}+@${domain}`,
        ])
          expect(emailKey(spelling)).toBe(key);
      }),
    );
  });

  it("whatever dots and whichever of its two names for Gmail", () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), gmail, name, (parts, domain, tag) => {
        expect(emailKey(`${parts.join(".")}+${tag}@${domain}`)).toBe(`${parts.join("")}@gmail.com`);
      }),
    );
  });

  it("but keeps dots elsewhere, where they make another mailbox", () => {
    fc.assert(
      fc.property(name, name, anyDomain, (a, b, domain) => {
        expect(emailKey(`${a}.${b}@${domain}`)).not.toBe(emailKey(`${a}${b}@${domain}`));
      }),
    );
  });

  it.each([
    ["only the first plus counts", "a+b+c@acme.com", "a@acme.com"],
    ["a tag with dots", "a+b.c@acme.com", "a@acme.com"],
    ["a plus in front is no tag", "+a+b@acme.com", "+a+b@acme.com"],
    ["other separators are part of the name", "a-b_c=d@acme.com", "a-b_c=d@acme.com"],
    ["a business on Google keeps its dots", "a.b@acme-on-google.com", "a.b@acme-on-google.com"],
    ["a subdomain of gmail.com is not Gmail", "a.b@mail.gmail.com", "a.b@mail.gmail.com"],
    ["a name that ends like gmail.com is not Gmail", "a.b@notgmail.com", "a.b@notgmail.com"],
    ["an IDN in capitals", "bob@BÜCHER.EXAMPLE", "bob@xn--bcher-kva.example"],
    ["an IDN with a combining mark", "bob@bu\u0308cher.example", "bob@xn--bcher-kva.example"],
    ["a full stop of another script", "bob@acme。com", "bob@acme.com"],
    ["fullwidth letters", "bob@ａｃｍｅ.com", "bob@acme.com"],
  ])("%s", (_name, address, key) => {
    expect(emailKey(address)).toBe(key);
  });
});

/** SPEC §2, written down a second time and more simply: what two addresses must have in common to be one. */
function sameBySpec(a: [string, string], b: [string, string]): boolean {
  const canonical = ([local, domain]: [string, string]) => {
    const untagged = local.toLowerCase().replace(/(.)\+.*$/, "$1");
    const isGmail = /^(gmail|googlemail)\.com$/i.test(domain);
    return isGmail ? `${untagged.replaceAll(".", "")}@gmail.com` : `${untagged}@${domain.toLowerCase()}`;
  };
  return canonical(a) === canonical(b);
}

it("two addresses share a key exactly when SPEC §2 says that they are one", () => {
  const atom = fc.constantFrom("a", "b", "A", "ab", "a-b", "a_b");
  const local = fc
    .tuple(atom, fc.constantFrom("", ".a", ".b", ".A"), fc.constantFrom("", "+x", "+y.z", "+"))
    .map((p) => p.join(""));
  const domain = fc.constantFrom("acme.com", "ACME.com", "gmail.com", "GoogleMail.com", "mail.gmail.com", "acme.co");
  const address = fc.tuple(local, domain);
  fc.assert(
    fc.property(address, address, (a, b) => {
      expect(emailKey(a.join("@")) === emailKey(b.join("@"))).toBe(sameBySpec(a, b));
    }),
    { seed: 18, numRuns: 2_000 },
  );
});

describe("what is no address", () => {
  it.each([
    "bob@@acme.com",
    "a@b@acme.com",
    "bob@acme.com, ann@acme.com",
    "Bob <bob@acme.com>",
    "<bob@acme.com>",
    "mailto:bob@acme.com",
    "bob.@acme.com",
    "bob@.acme.com",
    "bob@acme-.com",
    "bob@ac_me.com",
    "bob@acme.c0m.1",
    "bob@0x7f.1",
    "bob@2130706433",
    "bob@[IPv6:::1]",
    "bob@user:pw@acme.com",
    "bob@acme.com#x",
    "bob@acme.com?x",
    "bob\u0000@acme.com",
    "bob\u200b@acme.com",
    "bob@acme\\com",
    "бob@acme.com",
    `${"a".repeat(64)}@${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(63)}.com`,
  ])("%j", (address) => {
    expect([emailKey(address), parseAddress(address)]).toEqual([null, null]);
  });

  it("begins at one character more than SMTP allows", () => {
    expect(parseAddress(`${"a".repeat(64)}@acme.com`)).not.toBeNull();
    expect(parseAddress(`${"a".repeat(65)}@acme.com`)).toBeNull();
    const domain = `${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(57)}.com`;
    expect(parseAddress(`${"a".repeat(64)}@${domain}`)?.domain).toBe(domain); // 254 characters
    expect(parseAddress(`${"a".repeat(64)}@d${domain}`)).toBeNull();
  });
});

describe("parseAddress", () => {
  it("keeps the tag and the dots that the key leaves out: mail goes to the address as given", () => {
    expect(parseAddress(" B.ob+X@GoogleMail.com ")).toEqual({ local: "b.ob+x", domain: "googlemail.com" });
  });

  it("takes nothing that could end a header or a command, whatever is tried", () => {
    const piece = fc.constantFrom("bob", "@", "acme.com", "\r\n", " ", ">", "<", ",", ";", '"', "\t", "+", ".", "ü");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const parsed = parseAddress(pieces.join(""));
        if (parsed) expect(`${parsed.local}@${parsed.domain}`).toMatch(/^[^\s<>,;"@]+@[a-z0-9.-]+$/);
      }),
    );
  });
});

describe("domains", () => {
  it.each([
    [" Acme.COM ", "acme.com"],
    ["mail.acme.co.uk", "mail.acme.co.uk"],
    ["a1-b2.com", "a1-b2.com"],
    ["münchen.de", "xn--mnchen-3ya.de"],
    ["例え.テスト", "xn--r8jz45g.xn--zckzah"],
  ])("%j is %s to a mail server", (domain, ascii) => {
    expect(asciiDomain(domain)).toBe(ascii);
  });

  it.each([
    "",
    "acme",
    ".com",
    "acme.",
    "127.0.0.1",
    "1.2",
    "a..b",
    "-a.com",
    "a b.com",
    "a.com/x",
    "user@a.com",
    "a.com:25",
    "%61.com",
    `${"a".repeat(64)}.com`,
  ])("%j is none", (domain) => {
    expect(asciiDomain(domain)).toBeNull();
  });

  it.each([
    ["Bob@Acme.COM", "acme.com"],
    ["bob@BÜCHER.example", "xn--bcher-kva.example"],
    ["bob@localhost", "localhost"],
    ["a@b@Bad Domain ", "bad domain"],
    ["", ""],
  ])("%j belongs to %j", (address, domain) => {
    expect(recipientDomainOf(address)).toBe(domain);
  });
});
