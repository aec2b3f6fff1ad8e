import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { probationQuota } from "#lib/health/policy/probation.ts";
import { throttleFactors } from "#lib/reputation/policy/thresholds.ts";
import { type DomainCapFacts, domainCap, fullReasons, type MailboxCapFacts, mailboxCap, speedOf } from "./capacity.ts";

const healthy: MailboxCapFacts = {
  dailyLimit: 40,
  throttle: { mailbox: "normal", domain: "normal" },
  guard: { mailbox: "healthy", domain: "healthy" },
  cleanSends: { mailbox: 0, domain: 0 },
};

const throttle = fc.constantFrom("normal" as const, "reduced" as const, "critical" as const, "paused" as const);
const state = fc.constantFrom(
  "healthy" as const,
  "watch" as const,
  "throttled" as const,
  "paused" as const,
  "probation" as const,
);

describe("mailboxCap", () => {
  it.each<[string, Partial<MailboxCapFacts>, number]>([
    ["healthy", {}, 40],
    ["domain reduced", { throttle: { mailbox: "normal", domain: "reduced" } }, 20],
    ["own critical beats the domain's reduced", { throttle: { mailbox: "critical", domain: "reduced" } }, 10],
    ["guard throttled", { guard: { mailbox: "throttled", domain: "healthy" } }, 20],
    [
      "factors do not multiply",
      { throttle: { mailbox: "reduced", domain: "reduced" }, guard: { mailbox: "throttled", domain: "throttled" } },
      20,
    ],
    ["watch changes nothing", { guard: { mailbox: "watch", domain: "watch" } }, 40],
    ["rounded down", { dailyLimit: 25, throttle: { mailbox: "critical", domain: "normal" } }, 6],
    ["at least one", { dailyLimit: 2, throttle: { mailbox: "critical", domain: "normal" } }, 1],
    ["score paused", { throttle: { mailbox: "normal", domain: "paused" } }, 0],
    ["guard paused", { guard: { mailbox: "paused", domain: "healthy" } }, 0],
    ["switched to none a day", { dailyLimit: 0 }, 0],
    ["probation: a fifth", { guard: { mailbox: "probation", domain: "healthy" } }, 8],
    ["probation: at least five", { dailyLimit: 10, guard: { mailbox: "healthy", domain: "probation" } }, 5],
    [
      "probation: doubled after 20 clean sends",
      { guard: { mailbox: "probation", domain: "healthy" }, cleanSends: { mailbox: 20, domain: 0 } },
      16,
    ],
    [
      "both on probation: the smaller quota",
      { guard: { mailbox: "probation", domain: "probation" }, cleanSends: { mailbox: 60, domain: 0 } },
      8,
    ],
    [
      "clean sends of a domain that is not on probation give nothing",
      { guard: { mailbox: "probation", domain: "healthy" }, cleanSends: { mailbox: 0, domain: 500 } },
      8,
    ],
    ["probation: never above the cap", { dailyLimit: 3, guard: { mailbox: "probation", domain: "healthy" } }, 3],
  ])("%s", (_name, facts, cap) => {
    expect(mailboxCap({ ...healthy, ...facts }).cap).toBe(cap);
  });

  it("says when the quota of a probation binds", () => {
    expect(mailboxCap({ ...healthy, guard: { mailbox: "probation", domain: "healthy" } }).isProbation).toBe(true);
    expect(mailboxCap(healthy).isProbation).toBe(false);
  });

  it("stays between 0 and the limit, and is 0 only when something stands still", () => {
    fc.assert(
      fc.property(fc.nat({ max: 500 }), throttle, throttle, state, state, (dailyLimit, a, b, c, d) => {
        const { cap } = mailboxCap({
          dailyLimit,
          throttle: { mailbox: a, domain: b },
          guard: { mailbox: c, domain: d },
          cleanSends: { mailbox: 0, domain: 40 },
        });
        expect(cap).toBeLessThanOrEqual(dailyLimit);
        expect(cap === 0).toBe(dailyLimit === 0 || [a, b, c, d].includes("paused"));
      }),
    );
  });
});

describe("speedOf", () => {
  it.each<[string, Partial<MailboxCapFacts>, string]>([
    ["healthy", {}, "normal"],
    ["throttled, whatever its score", { guard: { mailbox: "throttled", domain: "healthy" } }, "reduced"],
    ["its domain throttled", { guard: { mailbox: "watch", domain: "throttled" } }, "reduced"],
    [
      "throttled, and its score slows more",
      { guard: { mailbox: "throttled", domain: "healthy" }, throttle: { mailbox: "critical", domain: "normal" } },
      "critical",
    ],
    ["on probation", { guard: { mailbox: "probation", domain: "healthy" } }, "probation"],
    ["on probation, its domain paused", { guard: { mailbox: "probation", domain: "paused" } }, "paused"],
  ])("%s", (_name, facts, speed) => {
    expect(speedOf({ ...healthy, ...facts })).toBe(speed);
  });

  it("says what the cap is", () => {
    fc.assert(
      fc.property(throttle, throttle, state, state, (a, b, c, d) => {
        const facts = { ...healthy, throttle: { mailbox: a, domain: b }, guard: { mailbox: c, domain: d } };
        const speed = speedOf(facts);
        const share = speed === "probation" ? null : throttleFactors[speed] * healthy.dailyLimit;
        const { cap, isProbation } = mailboxCap(facts);
        expect(isProbation && cap > 0).toBe(speed === "probation");
        if (share === null) expect(cap).toBeLessThanOrEqual(probationQuota(40, 40, 0));
        else expect(cap).toBe(share);
      }),
    );
  });
});

it.each([
  ["warmed up: what its mailboxes may", { dailyLimits: [40, 40, 20] }, 100],
  ["warming up", { warmUpCap: 25, dailyLimits: [40, 40] }, 25],
  ["small mailboxes under the warm-up cap", { warmUpCap: 120, dailyLimits: [10, 10] }, 20],
  ["no active mailbox", { warmUpCap: 50, dailyLimits: [] }, 0],
  ["on probation: a fifth of the whole domain", { dailyLimits: [40, 40, 40], guard: "probation" }, 24],
  ["on probation: of what its warm-up allows, at least 5", { warmUpCap: 10, guard: "probation" }, 5],
  ["on probation: doubled after 20 clean sends", { dailyLimits: [40, 40], guard: "probation", cleanSends: 20 }, 32],
  ["throttled: its mailboxes are, not it", { dailyLimits: [40, 40], guard: "throttled" }, 80],
] as [string, Partial<DomainCapFacts>, number][])("domainCap: %s", (_name, facts, cap) => {
  const domain: DomainCapFacts = { warmUpCap: null, dailyLimits: [40], guard: "healthy", cleanSends: 0, ...facts };
  expect(domainCap(domain)).toEqual({ cap, isProbation: domain.guard === "probation" });
});

it("says which cap is used up; the share of returned prospects is the tenant's", () => {
  expect(fullReasons).toEqual({
    tenant: "tenant_cap",
    campaign: "campaign_cap",
    domain: "domain_cap",
    mailbox: "mailbox_cap",
    recipient_domain: "recipient_domain_cap",
    slot: "slot_allowance",
    recontact: "tenant_cap",
  });
});
