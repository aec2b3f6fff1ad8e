import { describe, expect, it } from "vitest";
import { createDnsPort } from "./create-dns-port.ts";
import type { MailResolver } from "./look-up-mail-domain.ts";
import type { TextResolver } from "./look-up-text.ts";

const fail = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));
const mx = (...hosts: string[]) => Promise.resolve(hosts.map((exchange, priority) => ({ exchange, priority })));

/** A resolver that knows these names; anything else does not exist. `asked` counts MX queries by name. */
type KnownResolver = MailResolver & TextResolver;

function resolverOf(names: Record<string, Partial<KnownResolver>>) {
  const asked: Record<string, number> = {};
  const resolver: KnownResolver = {
    resolveMx: (domain) => {
      asked[domain] = (asked[domain] ?? 0) + 1;
      return names[domain]?.resolveMx?.(domain) ?? fail(names[domain] ? "ENODATA" : "ENOTFOUND");
    },
    resolve4: (domain) => names[domain]?.resolve4?.(domain) ?? fail("ENODATA"),
    resolve6: (domain) => names[domain]?.resolve6?.(domain) ?? fail("ENODATA"),
    resolveTxt: (name) => {
      asked[name] = (asked[name] ?? 0) + 1;
      return names[name]?.resolveTxt?.(name) ?? fail("ENOTFOUND");
    },
  };
  return { resolver, asked };
}

const sound = {
  "gmail.com": {
    resolveMx: () => mx("gmail-smtp-in.l.google.com"),
    resolveTxt: async () => [["v=spf1 redirect=_spf.google.com"]],
  },
};

describe("createDnsPort", () => {
  it.each([
    [
      "mail host",
      { resolveMx: () => mx("MX1.acme.com", "mx2.acme.com") },
      { kind: "accepts", mxHosts: ["mx1.acme.com", "mx2.acme.com"] },
    ],
    ["null MX", { resolveMx: () => mx("") }, { kind: "refuses", reason: "null_mx" }],
    ["no MX, but an A record", { resolve4: async () => ["1.2.3.4"] }, { kind: "accepts", mxHosts: ["acme.com"] }],
    ["no MX, but an AAAA record", { resolve6: async () => ["::2"] }, { kind: "accepts", mxHosts: ["acme.com"] }],
    ["nothing at all", {}, { kind: "refuses", reason: "no_mail_host" }],
    ["time-out", { resolveMx: () => fail("ETIMEOUT") }, { kind: "unknown", detail: "ETIMEOUT" }],
    ["server failure", { resolveMx: () => fail("ESERVFAIL") }, { kind: "unknown", detail: "ESERVFAIL" }],
    ["no MX and a time-out at A", { resolve4: () => fail("ETIMEOUT") }, { kind: "unknown", detail: "ETIMEOUT" }],
  ])("%s", async (_name, records, expected) => {
    const { resolver } = resolverOf({ ...sound, "acme.com": records });
    expect(await createDnsPort({ resolver }).lookUpMailDomain("acme.com")).toEqual(expected);
  });

  it("says nxdomain when the resolver is sound, unknown when it denies everything", async () => {
    const nobody = "no-such-name.com";
    expect(await createDnsPort(resolverOf(sound)).lookUpMailDomain(nobody)).toEqual({
      kind: "refuses",
      reason: "nxdomain",
    });
    expect(await createDnsPort(resolverOf({})).lookUpMailDomain(nobody)).toMatchObject({ kind: "unknown" });
  });

  it("asks once in ten minutes, and tests the resolver once for many domains", async () => {
    const { resolver, asked } = resolverOf(sound);
    let now = 0;
    const port = createDnsPort({ resolver, now: () => now });
    await Promise.all(["a.com", "a.com", "b.com"].map((domain) => port.lookUpMailDomain(domain)));
    expect(asked).toEqual({ "a.com": 1, "b.com": 1, "gmail.com": 1, "outlook.com": 1 });
    now = 599_999;
    await port.lookUpMailDomain("a.com");
    expect(asked["a.com"]).toBe(1);
    now = 600_001;
    await port.lookUpMailDomain("a.com");
    expect(asked["a.com"]).toBe(2);
  });

  it("asks a faulty resolver again after a minute", async () => {
    const { resolver, asked } = resolverOf({});
    let now = 0;
    const port = createDnsPort({ resolver, now: () => now });
    await port.lookUpMailDomain("a.com");
    now = 60_001;
    await port.lookUpMailDomain("a.com");
    expect([asked["a.com"], asked["gmail.com"]]).toEqual([2, 2]);
  });

  it("says that a name has no text records only when the resolver is sound", async () => {
    expect(await createDnsPort(resolverOf(sound)).lookUpText("acme.com")).toEqual({ kind: "none" });
    expect(await createDnsPort(resolverOf({})).lookUpText("acme.com")).toMatchObject({ kind: "unknown" });
  });

  it("believes no missing text of a resolver that knows mail hosts and drops all texts", async () => {
    const mailOnly = { "gmail.com": { resolveMx: sound["gmail.com"].resolveMx }, "acme.com": {} };
    const port = createDnsPort(resolverOf(mailOnly));
    expect(await port.lookUpText("acme.com")).toMatchObject({ kind: "unknown" });
    expect(await port.lookUpMailDomain("acme.com")).toMatchObject({ kind: "refuses" });
  });

  it("keeps text records for half a minute: whoever has added one wants to see it", async () => {
    const { resolver, asked } = resolverOf({ ...sound, "acme.com": { resolveTxt: async () => [["v=spf1 ", "-all"]] } });
    let now = 0;
    const port = createDnsPort({ resolver, now: () => now });
    expect(await port.lookUpText("acme.com")).toEqual({ kind: "found", records: ["v=spf1 -all"] });
    now = 29_999;
    await port.lookUpText("acme.com");
    expect(asked["acme.com"]).toBe(1);
    now = 30_001;
    await port.lookUpText("acme.com");
    expect(asked["acme.com"]).toBe(2);
  });

  it("answers for senders that exist on this machine alone, as their names ask for", async () => {
    const { resolver, asked } = resolverOf({});
    const port = createDnsPort({ resolver });
    const found = async (name: string) => (await port.lookUpText(name)).kind;
    expect(await found("acme.test")).toBe("found");
    expect(await found("s1._domainkey.acme.test")).toBe("found");
    expect(await found("s2._domainkey.acme.test")).toBe("none");
    expect(await found("_dmarc.nodmarc.test")).toBe("none");
    expect(await found("nospf.test")).toBe("none");
    expect(await found("s1._domainkey.nodkim.test")).toBe("none");
    expect(await found("dnstimeout.test")).toBe("unknown");
    expect((await port.lookUpText("acme.com", { isLocal: true })).kind).toBe("found");
    expect(asked).toEqual({});
  });

  it("never asks the Internet for .test or for local connections", async () => {
    const { resolver, asked } = resolverOf(sound);
    const port = createDnsPort({ resolver });
    expect(await port.lookUpMailDomain("acme.test")).toEqual({ kind: "accepts", mxHosts: ["mx.acme.test"] });
    expect(await port.lookUpMailDomain("nxdomain-7.test")).toEqual({ kind: "refuses", reason: "nxdomain" });
    expect(await port.lookUpMailDomain("nullmx.test")).toEqual({ kind: "refuses", reason: "null_mx" });
    expect(await port.lookUpMailDomain("nomailhost.test")).toEqual({ kind: "refuses", reason: "no_mail_host" });
    expect(await port.lookUpMailDomain("dnstimeout.test")).toMatchObject({ kind: "unknown" });
    expect(await port.lookUpMailDomain("acme.com", { isLocal: true })).toMatchObject({ kind: "accepts" });
    expect(asked).toEqual({});
  });
});
