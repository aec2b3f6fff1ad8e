import { describe, expect, it } from "vitest";
import { judgeAddress, judgeDomain } from "./verify-address.ts";

describe("what an address says by itself (SPEC §7)", () => {
  it.each(["ann", "ann@localhost", "ann@@acme.com", "an n@acme.com", "ann@10.0.0.1", ""])("%j is none", (email) => {
    expect(judgeAddress(email)).toEqual({ kind: "invalid", reason: "invalid_address" });
  });

  it.each(["noreply", "no-reply", "abuse", "postmaster", "webmaster", "privacy", "legal", "NoReply+x"])(
    "%s@ must never get mail",
    (local) => expect(judgeAddress(`${local}@acme.com`)).toEqual({ kind: "invalid", reason: "never_mail_address" }),
  );

  it.each(["janedoe", "jdoe", "johndoe", "firstlast", "lastfirst", "example", "test", "yourname", "john.doe"])(
    "%s@ is a placeholder",
    (local) => expect(judgeAddress(`${local}@acme.com`)).toEqual({ kind: "invalid", reason: "placeholder_address" }),
  );

  it.each([
    "ann.lee@acme.com",
    "info@acme.com",
    "o'neil@acme.com",
    "ann+list@gmail.com",
    "ann@bücher.com",
    "testa@acme.com",
  ])("%s is for DNS to judge", (email) => expect(judgeAddress(email)).toBeNull());
});

describe("what its domain says", () => {
  it.each(["nxdomain", "null_mx", "no_mail_host"] as const)("a domain that refuses (%s) takes no mail", (reason) => {
    expect(judgeDomain({ kind: "refuses", reason })).toEqual({ kind: "invalid", reason: "invalid_address" });
  });

  it("a domain that accepts is valid, and one that nothing is known of is not invalid", () => {
    expect(judgeDomain({ kind: "accepts", mxHosts: ["mx.acme.com"] })).toEqual({ kind: "valid" });
    expect(judgeDomain({ kind: "unknown", detail: "time-out" })).toEqual({ kind: "unknown" });
  });
});
