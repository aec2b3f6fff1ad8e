import { describe, expect, it } from "vitest";
import type { EmailHealthAnswer } from "#lib/health/contract.ts";
import type { DomainView } from "#lib/mailboxes/contract-domain.ts";
import { DOMAIN_COLUMNS, domainRows, mailboxRows } from "./health-rows.ts";

const scope = { score: 95, status: "excellent", throttle: "normal", state: "healthy", reason: null };
const health = {
  domains: [
    { ...scope, id: "1", domain: "a.test" },
    { ...scope, id: "2", domain: "b.test", state: "paused" },
  ],
  mailboxes: [
    { ...scope, id: "3", from_email: "x@a.test", domain: "b.test", auto_deactivated: true, reason: "domain_paused" },
  ],
} as unknown as EmailHealthAnswer;

describe("domainRows", () => {
  it("joins by id and keeps domains whose set-up is not loaded", () => {
    const rows = domainRows(health, [{ id: "2", auth_status: "passed" } as DomainView]);
    expect(rows.map((row) => row.place?.id ?? null)).toEqual(["2", null]);
    expect(rows.map((row) => DOMAIN_COLUMNS.auth?.(row))).toEqual(["passed", null]);
  });
  it("shows health before the set-up has come", () => expect(domainRows(health, undefined)).toHaveLength(2));
  it("ranks the worst state first", () => {
    const [paused, healthy] = domainRows(health, undefined).map((row) => DOMAIN_COLUMNS.state?.(row));
    expect(Number(paused)).toBeLessThan(Number(healthy));
  });
  it("ranks by score only who sent enough to have one", () => {
    const domains = [...health.domains, { ...scope, id: "4", domain: "c.test", score: 100, status: "warmup" }];
    const rows = domainRows({ ...health, domains } as EmailHealthAnswer, undefined);
    const scores = Object.fromEntries(rows.map((row) => [row.domain, DOMAIN_COLUMNS.score?.(row)]));
    expect(scores).toEqual({ "a.test": 95, "b.test": 95, "c.test": null });
  });
});

describe("mailboxRows", () => {
  it("keeps the indicator and its reason", () => {
    expect(mailboxRows(health, [])[0]).toMatchObject({ auto_deactivated: true, reason: "domain_paused", place: null });
  });
  it("knows how its sending domain stands", () => {
    expect(mailboxRows(health, [])[0]?.domain_health).toMatchObject({ id: "2", state: "paused" });
  });
});

it("puts the worst state first, then the lowest score, then the name", () => {
  const given = [
    { domain: "a.test" },
    { domain: "b.test", score: 80 },
    { domain: "c.test", state: "watch", score: 99 },
    { domain: "d.test", throttle: "critical", score: 45 },
    { domain: "e.test", throttle: "reduced", score: 70 },
    { domain: "f.test", state: "paused", reason: "domain_paused", score: 100 },
    { domain: "g.test", reason: "domain_score_paused", throttle: "paused", score: 20 },
    { domain: "h.test" },
  ];
  const answer = {
    domains: given.map((row) => ({ ...scope, id: row.domain, ...row })),
  } as unknown as EmailHealthAnswer;
  expect(
    domainRows(answer, undefined)
      .map(({ domain }) => domain[0])
      .join(""),
  ).toBe("fgdecbah");
});
