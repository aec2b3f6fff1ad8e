import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lookUpUncached, type MailResolver } from "./look-up-mail-domain.ts";
import { isStandInName, lookUpStandIn } from "./stand-in.ts";

const fail = (code: string) => Promise.reject(Object.assign(new Error(`query failed: ${code}`), { code }));
const nothing: MailResolver = {
  resolveMx: () => fail("ENODATA"),
  resolve4: () => fail("ENODATA"),
  resolve6: () => fail("ENODATA"),
};
const lookUp = (known: Partial<MailResolver>) => lookUpUncached({ ...nothing, ...known }, "acme.com");

describe("lookUpUncached", () => {
  it("names hosts in the order in which mail is to try them, in lower case", async () => {
    const hosts = [
      { exchange: "Backup.acme.com", priority: 20 },
      { exchange: "mx.acme.com", priority: 5 },
      { exchange: "mx2.acme.com", priority: 10 },
    ];
    expect(await lookUp({ resolveMx: async () => hosts })).toEqual({
      kind: "accepts",
      mxHosts: ["mx.acme.com", "mx2.acme.com", "backup.acme.com"],
    });
  });

  it.each([
    ["null MX written as a dot", { resolveMx: async () => [{ exchange: ".", priority: 0 }] }, "null_mx"],
    ["an empty list of hosts and no address", { resolveMx: async () => [] }, "no_mail_host"],
    ["empty lists everywhere", { resolve4: async () => [], resolve6: async () => [] }, "no_mail_host"],
    ["an address query that says no such name", { resolve4: () => fail("ENOTFOUND") }, "no_mail_host"],
  ])("%s refuses", async (_name, known, reason) => {
    expect(await lookUp(known)).toEqual({ kind: "refuses", reason });
  });

  it("keeps a null MX for certain even where the domain has an address", async () => {
    const resolveMx = async () => [{ exchange: "", priority: 0 }];
    expect(await lookUp({ resolveMx, resolve4: async () => ["192.0.2.1"] })).toMatchObject({ reason: "null_mx" });
  });

  it("takes one address as enough when the other query fails", async () => {
    const answer = await lookUp({ resolve4: () => fail("ETIMEOUT"), resolve6: async () => ["2001:db8::1"] });
    expect(answer).toEqual({ kind: "accepts", mxHosts: ["acme.com"] });
  });

  it("says what went wrong when the failure has no code", async () => {
    const broken = () => Promise.reject(new Error("socket closed"));
    expect(await lookUp({ resolveMx: broken })).toEqual({ kind: "unknown", detail: "socket closed" });
    expect(await lookUp({ resolve6: broken })).toEqual({ kind: "unknown", detail: "socket closed" });
  });

  it("never refuses a domain for a failure that says nothing about it", async () => {
    const uncertain = ["ETIMEOUT", "ESERVFAIL", "EREFUSED", "ECONNREFUSED", "ECANCELLED"].map(fc.constant);
    const certain = fc.constant("ENODATA");
    const codes = fc.tuple(...[0, 1, 2].map(() => fc.oneof(certain, ...uncertain)));
    await fc.assert(
      fc.asyncProperty(codes, async ([mx = "", a = "", aaaa = ""]) => {
        const answer = await lookUp({ resolveMx: () => fail(mx), resolve4: () => fail(a), resolve6: () => fail(aaaa) });
        const isCertain = [mx, a, aaaa].every((code) => code === "ENODATA");
        expect(answer.kind).toBe(isCertain ? "refuses" : "unknown");
      }),
    );
  });
});

it.each([
  ["test", true],
  ["acme.test", true],
  ["attest", false],
  ["acme.test.com", false],
  ["acmetest", false],
])("%s is answered by the stand-in: %s", (domain, expected) => {
  expect(isStandInName(domain)).toBe(expected);
});

it("answers like DNS does, whatever the name asks for", () => {
  expect(lookUpStandIn("nxdomain-7.test")).toEqual({ kind: "refuses", reason: "nxdomain" });
  expect(lookUpStandIn("acme.example")).toEqual({ kind: "accepts", mxHosts: ["mx.acme.example"] });
});

it.each([
  ["acme-heating-120.test", "aspmx.l.google.com"],
  ["acme-4.test", "aspmx.l.google.com"],
  ["acme-17.test", "acme-17.mail.protection.outlook.com"],
  ["acme-8.test", "mta5.am0.yahoodns.net"],
  ["acme-9.test", "mx.acme-9.test"],
  ["acme9.test", "mx.acme9.test"],
  ["acme.test", "mx.acme.test"],
])("the mail of %s goes to %s", (domain, host) => {
  expect(lookUpStandIn(domain)).toEqual({ kind: "accepts", mxHosts: [host] });
});
