import { describe, expect, it } from "vitest";
import type { EmailHealthAnswer } from "#lib/health/contract.ts";
import type { DomainView } from "#lib/mailboxes/contract-domain.ts";
import { DOMAIN_COLUMNS, domainRows, mailboxRows } from "./health-rows.ts";

const scope = { score: 95, status: "excellent", throttle: "normal", state: "healthy" };
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
    expect(rows.map((row) => row.place?.id ?? null)).toEqual([null, "2"]);
    expect(rows.map((row) => DOMAIN_COLUMNS.auth?.(row))).toEqual([null, "passed"]);
  });
  it("shows health before the set-up has come", () => expect(domainRows(health, undefined)).toHaveLength(2));
  it("ranks the worst state first", () => {
    const [healthy, paused] = domainRows(health, undefined).map((row) => DOMAIN_COLUMNS.state?.(row));
    expect(Number(paused)).toBeLessThan(Number(healthy));
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
