import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isNeverMailAddress, isPlaceholderAddress, isRoleAddress } from "./address-kinds.ts";
import { isFreeMailDomain } from "./free-mail.ts";

const list = (text: string) => text.trim().split(/\s+/);

describe("never mailed (SPEC §7)", () => {
  it.each(
    list(
      "noreply no-reply no_reply no.reply donotreply do-not-reply abuse postmaster webmaster hostmaster privacy legal bounce bounces mailer-daemon unsubscribe dmarc",
    ),
  )("%s@", (local) => {
    expect(isNeverMailAddress(`${local}@acme.com`)).toBe(true);
    expect(isNeverMailAddress(`${local.toUpperCase()}+x@ACME.com`)).toBe(true);
  });

  it.each(["noreply1@acme.com", "no-reply-22@acme.com", "bounces7@acme.com", "donotreply2@acme.com"])(
    "%s",
    (address) => {
      expect(isNeverMailAddress(address)).toBe(true);
    },
  );

  it.each(list("paul legalla abused postman noreplyman webb ann abuse1"))("but %s@ may be", (local) => {
    expect(isNeverMailAddress(`${local}@acme.com`)).toBe(false);
  });
});

describe("placeholders (SPEC §7)", () => {
  it.each(
    list("janedoe jane.doe jdoe johndoe john-doe firstlast first.last lastfirst example test yourname your_name"),
  )("%s@", (local) => {
    expect(isPlaceholderAddress(`${local}@acme.com`)).toBe(true);
  });

  it.each(list("pat@example.com pat@example.org pat@example.net pat@mail.example.com pat@a.example pat@a.localhost"))(
    "%s: nobody can have it",
    (address) => {
      expect(isPlaceholderAddress(address)).toBe(true);
    },
  );

  it.each(list("doe@acme.com jane@acme.com tester@acme.com pat@examples.com pat@myexample.com pat@acme.test"))(
    "but %s may be real",
    (address) => {
      expect(isPlaceholderAddress(address)).toBe(false);
    },
  );
});

describe("role addresses", () => {
  it.each(
    list("info contact office hello sales service support admin billing dispatch customer-service front.desk hvac"),
  )("%s@", (local) => {
    expect(isRoleAddress(`${local}@acme.com`)).toBe(true);
  });

  it.each(list("pat infor officer salesman bill owner"))("but %s@ is a person", (local) => {
    expect(isRoleAddress(`${local}@acme.com`)).toBe(false);
  });
});

it("puts nothing into two kinds, and what is no address into none", () => {
  const kinds = [isRoleAddress, isNeverMailAddress, isPlaceholderAddress];
  const fitting = (address: string) => kinds.filter((fits) => fits(address)).length;
  const locals = fc.constantFrom(
    ...list("info noreply abuse jdoe test office legal support privacy yourname pat sales"),
  );
  const tails = fc.constantFrom("", "1", "+x", ".", "-", "s");
  fc.assert(
    fc.property(locals, tails, (local, tail) => {
      expect(fitting(`${local}${tail}@acme.com`)).toBeLessThanOrEqual(1);
      expect([fitting(`${local}${tail}`), fitting(`${local}@`), fitting(`@${local}.com`)]).toEqual([0, 0, 0]);
    }),
  );
});

it("is of the same kind in every spelling of one address, and any text is judged without fail", () => {
  const kindsOf = (address: string) =>
    [isRoleAddress, isNeverMailAddress, isPlaceholderAddress].map((is) => is(address));
  const locals = fc.constantFrom(...list("info no-reply jdoe pat hvac.sales a abuse first.last"));
  fc.assert(
    fc.property(locals, fc.stringMatching(/^[a-z0-9.]{0,4}[a-z0-9]$/), fc.string(), (local, tag, any) => {
      const kinds = kindsOf(`${local}@acme.com`);
      fc.pre(!/\.\.|^\./.test(tag));
      expect(kindsOf(` ${local.toUpperCase()}+${tag}@Acme.Com\t`)).toEqual(kinds);
      expect(kindsOf(any)).toEqual(kindsOf(any));
    }),
    { seed: 18 },
  );
});

describe("free mail", () => {
  it.each(
    list(
      "gmail.com googlemail.com yahoo.com ymail.com hotmail.com outlook.com live.com msn.com aol.com icloud.com me.com comcast.net att.net sbcglobal.net verizon.net cox.net charter.net spectrum.net bellsouth.net earthlink.net protonmail.com gmx.com rr.com austin.rr.com",
    ),
  )("%s belongs to many", (domain) => {
    expect(isFreeMailDomain(domain)).toBe(true);
  });

  it.each(list("gmail.co mail.gmail.com gmail.com.evil.test notyahoo.com carr.com xrr.com acme.com"))(
    "%s belongs to one business",
    (domain) => {
      expect(isFreeMailDomain(domain)).toBe(false);
    },
  );

  it("does not judge an empty domain", () => {
    expect(isFreeMailDomain("")).toBe(false);
  });
});
