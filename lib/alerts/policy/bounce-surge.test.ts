import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bounceSurges, isSuspect } from "./bounce-surge.ts";

const domain = { domainId: "d1", name: "a.test", sent: 200, bounced: 4, usualSent: 5_000, usualBounced: 50 };
const none = new Set<string>();

function surges(fact: Partial<typeof domain>, openKeys: ReadonlySet<string> = none) {
  const only = { ...domain, ...fact };
  const { usualSent, usualBounced } = only;
  return bounceSurges({ domains: [only], usualSent, usualBounced }, none, openKeys).map(({ severity, scope }) => [
    scope.kind,
    severity,
  ]);
}

describe("a surge begins", () => {
  it.each([
    { name: "usual bounces", fact: { bounced: 2 }, expected: [] },
    { name: "proved to be over twice the usual", fact: { bounced: 12 }, expected: [["domain", "warning"]] },
    { name: "proved to be over 5 %", fact: { bounced: 30 }, expected: [["domain", "critical"]] },
    { name: "too few messages to say", fact: { sent: 49, bounced: 10 }, expected: [] },
    { name: "too few bounces to say", fact: { sent: 60, bounced: 4 }, expected: [] },
    { name: "a sender that always bounces 6 %", fact: { bounced: 14, usualBounced: 300 }, expected: [] },
    { name: "and still twice of it", fact: { bounced: 40, usualBounced: 300 }, expected: [["domain", "critical"]] },
    {
      name: "a young sender is held to 2 %",
      fact: { bounced: 12, usualSent: 10, usualBounced: 5 },
      expected: [["domain", "warning"]],
    },
  ])("$name", ({ fact, expected }) => expect(surges(fact)).toEqual(expected));
});

describe("a surge ends lower than it began", () => {
  const open = new Set(["bounce_surge:domain:d1"]);
  it.each([
    { name: "no longer proved, but high", fact: { bounced: 6 }, expected: [["domain", "warning"]] },
    { name: "back to usual", fact: { bounced: 4 }, expected: [] },
    {
      name: "fewer messages than it takes to begin",
      fact: { sent: 40, bounced: 5 },
      expected: [["domain", "critical"]],
    },
  ])("$name", ({ fact, expected }) => expect(surges(fact, open)).toEqual(expected));
});

it("says the rates in words and numbers", () => {
  const facts = { domains: [{ ...domain, bounced: 20 }], usualSent: 0, usualBounced: 0 };
  expect(bounceSurges(facts, none, none)).toMatchObject([
    {
      title: "Bounces surge at a.test",
      detail: "10.0 % of 200 messages of the last 24 hours bounced; usual are 1.0 %.",
      evidence: { sent: 200, bounced: 20, bounce_rate: 0.1, usual_rate: 0.01 },
    },
  ]);
});

it("tells of the tenant when no single domain has enough to say it", () => {
  const domains = Array.from({ length: 10 }, (_, n) => ({ ...domain, domainId: `d${n}`, sent: 40, bounced: 3 }));
  const found = bounceSurges({ domains, usualSent: 20_000, usualBounced: 200 }, none, none);
  expect(found.map((cause) => [cause.scope.kind, cause.title])).toEqual([["tenant", "Bounces surge"]]);
});

it("finds no surge, new or old, where there was nothing to suspect", () => {
  const counts = fc.record({
    sent: fc.nat(2_000),
    bounced: fc.nat(200),
    usualSent: fc.nat(9_000),
    usualBounced: fc.nat(900),
  });
  fc.assert(
    fc.property(counts, fc.boolean(), (given, isOpen) => {
      const open = isOpen ? new Set(["bounce_surge:domain:d1"]) : none;
      const facts = { domains: [{ ...domain, ...given }], usualSent: 20_000, usualBounced: 200 };
      const found = bounceSurges(facts, none, open).filter((cause) => cause.scope.kind === "domain");
      if (found.length > 0) expect(isSuspect(given)).toBe(true);
    }),
  );
});
