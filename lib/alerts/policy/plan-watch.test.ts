import { describe, expect, it } from "vitest";
import { planWatch, type WatchedTenant } from "./plan-watch.ts";

const now = new Date("2026-06-10T16:00:00Z");
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const tenant = (tenantId: string, fact: Partial<WatchedTenant> = {}): WatchedTenant => ({
  tenantId,
  isActive: true,
  lastBegunAt: minutesAgo(30),
  isTold: false,
  ...fact,
});

describe("planWatch", () => {
  it.each<{
    name: string;
    tenants: WatchedTenant[];
    watched?: number;
    raise?: string[];
    clear?: string[];
    deliver?: string[];
  }>([
    { name: "nobody is there", tenants: [] },
    { name: "runs begin", tenants: [tenant("a", { lastBegunAt: minutesAgo(4) })] },
    { name: "none for 20 minutes", tenants: [tenant("a", { lastBegunAt: minutesAgo(20) })] },
    { name: "none for longer", tenants: [tenant("a", { lastBegunAt: minutesAgo(21) })], raise: ["a"], deliver: ["a"] },
    { name: "a process that started 19 minutes ago", tenants: [tenant("a")], watched: 19 },
    { name: "20 minutes ago", tenants: [tenant("a")], watched: 20, raise: ["a"], deliver: ["a"] },
    { name: "never a run", tenants: [tenant("a", { lastBegunAt: null })] },
    {
      name: "one life is enough for all",
      tenants: [tenant("a"), tenant("b", { lastBegunAt: minutesAgo(1), isActive: false })],
    },
    {
      name: "of several, those that are on and had runs",
      tenants: [tenant("a"), tenant("b", { isActive: false }), tenant("c", { lastBegunAt: null }), tenant("d")],
      raise: ["a", "d"],
      deliver: ["a", "d"],
    },
    {
      name: "told of already: what could not be delivered is tried again",
      tenants: [tenant("a", { isTold: true }), tenant("b")],
      raise: ["b"],
      deliver: ["a", "b"],
    },
    {
      name: "by a process that is gone",
      tenants: [tenant("a", { isTold: true }), tenant("b")],
      watched: 1,
      deliver: ["a"],
    },
    {
      name: "the first run, seen by a process that has just started",
      tenants: [tenant("a", { isTold: true, isActive: false }), tenant("b", { lastBegunAt: minutesAgo(0) })],
      watched: 0,
      clear: ["a"],
      deliver: ["a"],
    },
  ])("$name", ({ tenants, watched = 60, raise = [], clear = [], deliver = [] }) => {
    expect(planWatch({ now, watchedSince: minutesAgo(watched), tenants })).toMatchObject({ raise, clear, deliver });
  });

  it("says when the last run of anybody began", () => {
    const tenants = [tenant("a"), tenant("b", { lastBegunAt: minutesAgo(25) }), tenant("c", { lastBegunAt: null })];
    const plan = (of: WatchedTenant[]) => planWatch({ now, watchedSince: minutesAgo(60), tenants: of }).lastBegunAt;
    expect([plan(tenants), plan([])]).toEqual([minutesAgo(25), null]);
  });
});
