import { afterEach, describe, expect, it, vi } from "vitest";
import { checkReadiness, type Probes } from "./check-readiness.ts";

const fine: Probes = {
  expectedMigrations: () => ["1_base", "2_more"],
  appliedMigrations: async () => ["1_base", "2_more"],
  probeRedis: async () => "ok",
  isLeaving: () => false,
};

const away = () => Promise.reject(new Error("connect ECONNREFUSED 10.0.0.7:5432"));

afterEach(() => vi.useRealTimers());

describe("checkReadiness", () => {
  it.each([
    { name: "all there", change: {}, status: "ok", failing: [] },
    { name: "about to end", change: { isLeaving: () => true }, status: "unavailable", failing: ["process"] },
    { name: "Redis away", change: { probeRedis: async () => "away" as const }, status: "degraded", failing: ["redis"] },
    { name: "Redis slow", change: { probeRedis: async () => "slow" as const }, status: "degraded", failing: ["redis"] },
    {
      name: "Postgres away",
      change: { appliedMigrations: away },
      status: "unavailable",
      failing: ["postgres", "migrations"],
    },
    {
      name: "a migration missing",
      change: { appliedMigrations: async () => ["1_base"] },
      status: "unavailable",
      failing: ["migrations"],
    },
    {
      name: "a database newer than the code",
      change: { appliedMigrations: async () => ["1_base", "2_more", "3_later"] },
      status: "ok",
      failing: [],
    },
  ])("$name: $status", async ({ change, status, failing }) => {
    const answer = await checkReadiness({ ...fine, ...change });
    expect(answer.status).toBe(status);
    const names = Object.entries(answer.checks).flatMap(([name, check]) => (check.status === "ok" ? [] : [name]));
    expect(names.sort()).toEqual([...failing].sort());
    expect(JSON.stringify(answer)).not.toContain("10.0.0.7");
  });

  it("names the missing migration", async () => {
    const { checks } = await checkReadiness({ ...fine, appliedMigrations: async () => ["2_more"] });
    expect(checks.migrations.detail).toContain("1_base");
  });

  it.each([
    ["away", "Redis does not answer:"],
    ["slow", "Redis answers too slowly:"],
  ] as const)("tells a Redis that is %s", async (answer, detail) => {
    const { checks } = await checkReadiness({ ...fine, probeRedis: async () => answer });
    expect(checks.redis.detail).toContain(detail);
  });

  it("does not wait for what never answers", async () => {
    vi.useFakeTimers();
    const pending = checkReadiness({ ...fine, appliedMigrations: () => new Promise(() => {}) });
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await pending).status).toBe("unavailable");
  });
});
