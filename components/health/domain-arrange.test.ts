import { describe, expect, it } from "vitest";
import { findDomains } from "./domain-arrange.ts";
import type { DomainRow } from "./health-rows.ts";

function row(domain: string, more: object = {}): DomainRow {
  const calm = { state: "healthy", throttle: "normal", reason: null };
  return { domain, ...calm, ...more } as unknown as DomainRow;
}

const rows = [
  row("a.test"),
  row("b.test", { state: "watch" }),
  row("c.test", { state: "throttled" }),
  row("d.test", { throttle: "critical" }),
  row("e.test", { state: "paused", reason: "domain_paused" }),
];

describe("findDomains", () => {
  it.each([
    ["", "abcde"],
    ["show=trouble", "cde"],
    ["show=nonsense", "abcde"],
    ["state=watch", "b"],
    ["state=paused&show=trouble", "e"],
    ["state=healthy&show=trouble", "d"],
  ])("%s finds %s", (query, found) => {
    const names = findDomains(rows, new URLSearchParams(query)).map(({ domain }) => domain[0]);
    expect(names.join("")).toBe(found);
  });
});
