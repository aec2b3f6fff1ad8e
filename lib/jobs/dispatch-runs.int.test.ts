import { describe, expect, it } from "vitest";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import {
  type Dispatched,
  dispatchRecontact,
  dispatchRollUp,
  dispatchSequencer,
  dispatchUpkeep,
} from "./dispatch-runs.ts";
import { withJobRun } from "./with-job-run.ts";

const ctx = createTestContext();
const at = (time: string) => ({ ...ctx, now: () => new Date(time) });

/** Other suites' tenants live in the same database. */
const of = (tenantId: string, events: Dispatched[]) => events.filter((event) => event.tenantId === tenantId);
const runsOf = (tenantId: string, events: Dispatched[]) =>
  of(tenantId, events).filter((event) => event.type === "jobRequested");

describe("dispatchSequencer", () => {
  it("asks for active tenants, each for a run that is on record", async () => {
    const [active, off] = [await createTestTenant(ctx), await createTestTenant(ctx, { is_active: false })];
    const events = await dispatchSequencer(ctx);
    expect(of(off, events)).toEqual([]);
    const [request, ...others] = runsOf(active, events);
    expect(others).toEqual([]);
    const row = await ctx.forTenant(active, (tx) => tx.jobRun.findUniqueOrThrow({ where: { id: request?.runId } }));
    expect(row).toMatchObject({ function_id: "run-sequencer", status: "queued", trigger: "schedule" });
  });

  it("also asks while sending is stopped by the kill switch: the run itself says so", async () => {
    const stopped = await createTestTenant(ctx, { sequencer_paused: true });
    expect(runsOf(stopped, await dispatchSequencer(ctx))).toHaveLength(1);
  });

  it("asks again for a run nobody began, and leaves one alone that is under way", async () => {
    const tenantId = await createTestTenant(ctx);
    const first = runsOf(tenantId, await dispatchSequencer(ctx));
    expect(runsOf(tenantId, await dispatchSequencer(ctx))).toEqual(first);
    const runId = first[0]?.runId;
    await withJobRun(ctx, { tenantId, functionId: "run-sequencer", trigger: "schedule", runId }, async () => {
      expect(of(tenantId, await dispatchSequencer(ctx))).toEqual([]);
      return {};
    });
    const [next] = runsOf(tenantId, await dispatchSequencer(ctx));
    expect(next?.runId).not.toBe(runId);
  });

  it("opens one run a tenant when two clocks tick at once", async () => {
    const tenantId = await createTestTenant(ctx);
    const both = await Promise.all([dispatchSequencer(ctx), dispatchSequencer(ctx)]);
    const ids = both.flatMap((events) => runsOf(tenantId, events)).map((event) => event.runId);
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
  });
});

describe("dispatchRecontact", () => {
  it.each([
    { zone: "America/Chicago", tick: "2026-06-10T10:00:00Z", isDue: true },
    { zone: "America/Chicago", tick: "2026-06-10T09:00:00Z", isDue: false },
    { zone: "America/Chicago", tick: "2026-06-10T11:00:00Z", isDue: false },
    { zone: "America/Chicago", tick: "2026-01-10T11:00:00Z", isDue: true },
    { zone: "Europe/Berlin", tick: "2026-06-10T03:00:00Z", isDue: true },
    { zone: "Asia/Kolkata", tick: "2026-06-10T00:00:00Z", isDue: true },
    { zone: "Pacific/Auckland", tick: "2026-06-10T17:00:00Z", isDue: true },
    { zone: "Pacific/Auckland", tick: "2026-06-10T05:00:00Z", isDue: false },
  ])("a tick at $tick is 05:00 in $zone: $isDue", async ({ zone, tick, isDue }) => {
    const tenantId = await createTestTenant(ctx, { send_timezone: zone });
    const runs = runsOf(tenantId, await dispatchRecontact(at(tick)));
    expect(runs.map((run) => run.functionId)).toEqual(isDue ? ["run-recontact"] : []);
  });

  it("leaves those out who do not want it, and everybody when it is off", async () => {
    const five = at("2026-06-10T10:00:00Z");
    const zone = { send_timezone: "America/Chicago" };
    const off = await createTestTenant(ctx, { ...zone, recontact_enabled: false });
    const inactive = await createTestTenant(ctx, { ...zone, is_active: false });
    const events = await dispatchRecontact(five);
    expect([...of(off, events), ...of(inactive, events)]).toEqual([]);
    expect(await dispatchRecontact({ ...five, config: { ...ctx.config, isRecontactEnabled: false } })).toEqual([]);
  });
});

it.each([true, false])("dispatchRollUp adds up for every tenant, engine on: %s", async (is_active) => {
  const tenantId = await createTestTenant(ctx, { is_active });
  expect(runsOf(tenantId, await dispatchRollUp(ctx))).toMatchObject([{ functionId: "roll-up-reputation" }]);
});

describe("dispatchUpkeep", () => {
  function importOf(tenantId: string, status: string, minutesAgo: number) {
    const created_at = new Date(ctx.now().getTime() - minutesAgo * 60_000);
    return ctx.forTenant(tenantId, (tx) =>
      tx.import.create({ data: { tenant_id: tenantId, filename: "list.csv", status, created_at } }),
    );
  }

  it("looks after every tenant, also after one whose engine is off", async () => {
    for (const is_active of [true, false]) {
      const tenantId = await createTestTenant(ctx, { is_active });
      const runs = runsOf(tenantId, await dispatchUpkeep(ctx));
      expect(runs.map((run) => run.functionId)).toEqual([
        "reconcile-sends",
        "match-parked-events",
        "evaluate-health",
        "evaluate-alerts",
      ]);
      expect(new Set(runs.map((run) => run.runId)).size).toBe(4);
    }
  });

  it.each([
    { status: "running", minutesAgo: 6, isAsked: true },
    { status: "running", minutesAgo: 5, isAsked: false },
    { status: "running", minutesAgo: 1, isAsked: false },
    { status: "done", minutesAgo: 60, isAsked: false },
    { status: "failed", minutesAgo: 60, isAsked: false },
  ])("an import that is $status since $minutesAgo minutes is asked for: $isAsked", async (given) => {
    const tenantId = await createTestTenant(ctx);
    const { id } = await importOf(tenantId, given.status, given.minutesAgo);
    const asked = of(tenantId, await dispatchUpkeep(ctx)).filter((event) => event.type === "importReceived");
    expect(asked).toEqual(given.isAsked ? [{ type: "importReceived", tenantId, importId: id }] : []);
  });
});
