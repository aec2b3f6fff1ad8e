import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TextAnswer } from "#lib/dns/types.ts";
import type { Asked } from "../types.ts";
import { dmarcNames, judgeRecords } from "./judge-records.ts";
import { readDkim } from "./read-dkim.ts";
import { readDmarc } from "./read-dmarc.ts";
import { readSpf } from "./read-spf.ts";

const domain = "acme.com";
const found = (...records: string[]): TextAnswer => ({ kind: "found", records });
const none: TextAnswer = { kind: "none" };
const silent: TextAnswer = { kind: "unknown", detail: "ETIMEOUT" };
const at = (name: string, answer: TextAnswer): Asked => ({ name, answer });
const rsaKey = (bytes: number) => Buffer.alloc(bytes, 1).toString("base64");

describe("readSpf", () => {
  it.each([
    ["the usual record", found("v=spf1 include:sendgrid.net -all"), "spf_found"],
    ["a soft end", found("v=spf1 ip4:192.0.2.0/24 ~all"), "spf_found"],
    ["a redirect", found("v=spf1 redirect=_spf.acme.com"), "spf_found"],
    ["capitals", found("V=SPF1 INCLUDE:sendgrid.net -ALL"), "spf_found"],
    ["mx, a and exists with arguments", found("v=spf1 mx a:mail.acme.com/24 exists:%{i}.acme.com -all"), "spf_found"],
    ["among other records", found("google-site-verification=x", "v=spf1 mx -all"), "spf_found"],
    ["an open end", found("v=spf1 include:sendgrid.net ?all"), "spf_open_ended"],
    ["no end at all", found("v=spf1 include:sendgrid.net"), "spf_open_ended"],
    ["no record", none, "spf_missing"],
    ["other records alone", found("v=spf10 mx -all", "spf1"), "spf_missing"],
    ["two records", found("v=spf1 mx -all", "v=spf1 a -all"), "spf_several"],
    ["a mechanism that does not exist", found("v=spf1 includes:sendgrid.net -all"), "spf_invalid"],
    ["an include of nothing", found("v=spf1 include: -all"), "spf_invalid"],
    ["nobody", found("v=spf1 -all"), "spf_names_nobody"],
    ["only those who may not", found("v=spf1 -ip4:192.0.2.1 -all"), "spf_names_nobody"],
    ["everybody", found("v=spf1 mx +all"), "spf_lets_everybody"],
    ["everybody, without a sign", found("v=spf1 all"), "spf_lets_everybody"],
    ["ten look-ups", found(`v=spf1 ${"include:a.com ".repeat(10)}-all`), "spf_found"],
    ["eleven look-ups", found(`v=spf1 ${"include:a.com ".repeat(11)}-all`), "spf_too_many_lookups"],
    ["addresses cost no look-up", found(`v=spf1 ${"ip4:192.0.2.1 ".repeat(30)}-all`), "spf_found"],
    ["a time-out", silent, "no_answer"],
  ])("%s", (_name, answer, code) => {
    const finding = readSpf(at(domain, answer));
    const passed = ["spf_found", "spf_open_ended"].includes(code);
    expect(finding).toMatchObject({
      code,
      name: domain,
      status: code === "no_answer" ? "unknown" : passed ? "passed" : "failed",
    });
  });
});

describe("readDkim", () => {
  const key = (answer: TextAnswer, selector = "s1") => at(`${selector}._domainkey.${domain}`, answer);

  it.each([
    ["a key of 2,048 bits", found(`v=DKIM1; k=rsa; p=${rsaKey(294)}`), "dkim_found"],
    ["a key of 1,024 bits", found(`v=DKIM1; p=${rsaKey(162)}`), "dkim_found"],
    ["a key alone", found(`p=${rsaKey(294)}`), "dkim_found"],
    [
      "a key with spaces, as some hosts split it",
      found(`v=DKIM1;p=${rsaKey(294).replaceAll(/(.{60})/g, "$1 ")}`),
      "dkim_found",
    ],
    ["an Ed25519 key", found(`v=DKIM1; k=ed25519; p=${rsaKey(32)}`), "dkim_found"],
    ["an Ed25519 key of another length", found(`v=DKIM1; k=ed25519; p=${rsaKey(31)}`), "dkim_invalid"],
    ["512 bits", found(`v=DKIM1; p=${rsaKey(94)}`), "dkim_short_key"],
    ["revoked", found("v=DKIM1; p="), "dkim_revoked"],
    ["no key", found("v=DKIM1; k=rsa"), "dkim_invalid"],
    ["a key that is none", found("v=DKIM1; p=!!!"), "dkim_invalid"],
    ["another version", found(`v=DKIM2; p=${rsaKey(294)}`), "dkim_invalid"],
    ["another algorithm", found(`v=DKIM1; k=dsa; p=${rsaKey(294)}`), "dkim_invalid"],
    ["a tag twice", found(`v=DKIM1; p=${rsaKey(294)}; p=${rsaKey(294)}`), "dkim_invalid"],
    ["nothing", none, "dkim_missing"],
    ["a time-out", silent, "no_answer"],
  ])("%s", (_name, answer, code) => {
    expect(readDkim([key(answer)], domain).code).toBe(code);
  });

  it("takes one usable key for enough, and names where it stands", () => {
    const good = found(`v=DKIM1; p=${rsaKey(294)}`);
    const finding = readDkim(
      [key(none), key(silent, "s2"), key(found("v=DKIM1; p="), "old"), key(good, "new")],
      domain,
    );
    expect(finding).toMatchObject({ code: "dkim_found", status: "passed", name: `new._domainkey.${domain}` });
  });

  it("does not say that there is none while one has not answered", () => {
    expect(readDkim([key(none), key(silent, "s2")], domain)).toMatchObject({ code: "no_answer", status: "unknown" });
    expect(readDkim([key(none), key(none, "s2")], domain)).toMatchObject({
      status: "failed",
      name: `_domainkey.${domain}`,
    });
    expect(readDkim([], domain)).toMatchObject({ code: "dkim_missing" });
  });
});

describe("readDmarc", () => {
  const own = (answer: TextAnswer) => at(`_dmarc.mail.${domain}`, answer);
  const above = (answer: TextAnswer) => at(`_dmarc.${domain}`, answer);

  it.each([
    ["reject", [own(found("v=DMARC1; p=reject"))], "dmarc_found"],
    ["quarantine, in capitals", [own(found("v=DMARC1; p=QUARANTINE"))], "dmarc_found"],
    ["none", [own(found("v=DMARC1;p=none;rua=mailto:a@acme.com"))], "dmarc_only_reports"],
    ["no policy, but reports", [own(found("v=DMARC1; rua=mailto:a@acme.com"))], "dmarc_only_reports"],
    ["no policy and no reports", [own(found("v=DMARC1"))], "dmarc_invalid"],
    ["a policy that does not exist", [own(found("v=DMARC1; p=maybe"))], "dmarc_invalid"],
    ["no tags", [own(found("v=DMARC1; hello"))], "dmarc_invalid"],
    ["two records", [own(found("v=DMARC1; p=none", "v=DMARC1; p=reject"))], "dmarc_several"],
    ["another record there", [own(found("v=spf1 -all"))], "dmarc_missing"],
    ["none anywhere", [own(none), above(none)], "dmarc_missing"],
    ["from above", [own(none), above(found("v=DMARC1; p=reject"))], "dmarc_found"],
    [
      "from above, another one for names below",
      [own(none), above(found("v=DMARC1; p=reject; sp=none"))],
      "dmarc_only_reports",
    ],
    ["its own policy does not read sp", [own(found("v=DMARC1; p=reject; sp=none"))], "dmarc_found"],
    ["a time-out before anything was found", [own(silent)], "no_answer"],
  ])("%s", (_name, asked, code) => {
    expect(readDmarc(asked).code).toBe(code);
  });

  it("says where a missing record belongs", () => {
    expect(readDmarc([own(none), above(none)]).name).toBe(`_dmarc.mail.${domain}`);
  });
});

describe("judgeRecords", () => {
  const spf = at(domain, found("v=spf1 mx -all"));
  const dkim = [at(`s1._domainkey.${domain}`, found(`p=${rsaKey(294)}`))];
  const dmarc = [at(`_dmarc.${domain}`, found("v=DMARC1; p=none"))];
  const nothing = { spf: at(domain, none), dkim: [], dmarc: [at(`_dmarc.${domain}`, none)] };

  it.each([
    ["all three", { spf, dkim, dmarc }, "passed"],
    ["one is missing", { spf, dkim: [], dmarc }, "partial"],
    ["none at all", nothing, "failed"],
    ["one without an answer", { spf, dkim, dmarc: [at(`_dmarc.${domain}`, silent)] }, "unknown"],
    ["nothing found, and one without an answer", { ...nothing, spf: at(domain, silent) }, "unknown"],
  ])("%s", (_name, records, status) => {
    expect(judgeRecords(domain, records).status).toBe(status);
  });

  it("reads whatever anybody writes into DNS", () => {
    const text = fc.oneof(
      fc.string(),
      fc
        .constantFrom("v=spf1", "v=DKIM1", "v=DMARC1", "p=")
        .chain((start) => fc.string().map((rest) => `${start}${rest}`)),
      fc.stringMatching(/^v=(spf1|DKIM1|DMARC1)[ ;][a-z0-9=:;+ .?~-]{0,60}$/),
    );
    const answer = fc.oneof(
      fc.constant(none),
      fc.constant(silent),
      fc.array(text, { minLength: 1, maxLength: 3 }).map((records) => found(...records)),
    );
    fc.assert(
      fc.property(answer, answer, answer, (a, b, c) => {
        const { findings, status } = judgeRecords(domain, {
          spf: at(domain, a),
          dkim: [at("k", b)],
          dmarc: [at("d", c)],
        });
        expect(findings.map(({ mechanism }) => mechanism)).toEqual(["spf", "dkim", "dmarc"]);
        expect(status === "unknown").toBe(findings.some((finding) => finding.status === "unknown"));
      }),
    );
  });
});

it("DMARC is looked for from the domain upwards, and not at a top-level name", () => {
  expect(dmarcNames("mail.acme.co.uk")).toEqual(["_dmarc.mail.acme.co.uk", "_dmarc.acme.co.uk", "_dmarc.co.uk"]);
  expect(dmarcNames("acme.com")).toEqual(["_dmarc.acme.com"]);
});
