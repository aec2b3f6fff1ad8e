import { Cron } from "croner";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jobFunctionIds } from "#lib/engine/events.ts";
import { jobCatalogue } from "./catalogue.ts";
import { jobFunctionId, jobRun, jobRunStatus } from "./contract.ts";
import { isLocalHour, nextRunAt } from "./policy/next-run.ts";
import type { JobRunRow } from "./repo.ts";
import { toRunView } from "./run-view.ts";

describe("the catalogue", () => {
  it.each(jobFunctionIds)("says what %s does, and has a clock that ticks or none", (id) => {
    const { title, description, schedule } = jobCatalogue[id];
    expect([title.length, description.length].every((length) => length > 0)).toBe(true);
    if (schedule?.kind === "cron") expect(new Cron(schedule.cron).nextRun()).toBeInstanceOf(Date);
    expect(jobFunctionId.parse(id)).toBe(id);
  });

  it.each([
    ["run-sequencer", { kind: "cron", cron: "*/30 * * * *" }],
    ["reconcile-sends", { kind: "cron", cron: "*/5 * * * *" }],
    ["run-recontact", { kind: "daily_local", hour: 5 }],
    ["evaluate-health", { kind: "cron", cron: "*/5 * * * *" }],
    ["roll-up-reputation", { kind: "cron", cron: "10 * * * *" }],
    ["check-reputation-drift", { kind: "cron", cron: "40 * * * *" }],
    ["daily-upkeep", { kind: "cron", cron: "50 3 * * *" }],
    ["verify-prospects", null],
    ["recompute-next-send", null],
  ] as const)("%s runs as SPEC §9 and §10 say", (id, schedule) => expect(jobCatalogue[id].schedule).toEqual(schedule));

  it("takes no job that is not in it", () => {
    for (const id of ["", "send-email", "RUN-SEQUENCER", "toString"])
      expect(jobFunctionId.safeParse(id).success).toBe(false);
    expect(jobRunStatus.safeParse("cancelled").success).toBe(false);
  });
});

describe("a clock", () => {
  const zones = ["America/Chicago", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "Europe/Berlin", "UTC"];
  const moment = fc.date({
    min: new Date("2026-01-01T00:00:00Z"),
    max: new Date("2028-12-31T00:00:00Z"),
    noInvalidDate: true,
  });

  it("set to a local hour rings in that hour, in the future, within 25 hours", () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(...zones), (now, zone) => {
        const next = nextRunAt({ kind: "daily_local", hour: 5 }, zone, now);
        const waitMs = (next?.getTime() ?? 0) - now.getTime();
        expect(waitMs).toBeGreaterThan(0);
        expect(waitMs).toBeLessThanOrEqual(25 * 3_600_000);
        expect(next && isLocalHour(next, zone, 5)).toBe(true);
      }),
    );
  });

  it("in UTC does not care for the tenant's zone", () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(...zones), (now, zone) => {
        const schedule = { kind: "cron", cron: "*/30 * * * *" } as const;
        const next = nextRunAt(schedule, zone, now)?.getTime() ?? 0;
        expect(next).toBe((Math.floor(now.getTime() / 1_800_000) + 1) * 1_800_000);
      }),
    );
  });
});

describe("toRunView", () => {
  const at = new Date("2026-06-10T16:00:00Z");
  const row: JobRunRow = {
    id: crypto.randomUUID(),
    tenant_id: crypto.randomUUID(),
    function_id: "run-sequencer",
    trigger: "schedule",
    status: "queued",
    counts: {},
    error: null,
    requested_by: null,
    runner_run_id: null,
    created_at: at,
    started_at: null,
    finished_at: null,
  };

  it.each([
    ["queued", {}, {}],
    ["running", { status: "running", started_at: at }, { started_at: "2026-06-10T16:00:00.000Z" }],
    [
      "succeeded",
      { status: "succeeded", counts: { due: 3, passed_over: { gap: 1 } } },
      { counts: { due: 3, passed_over: { gap: 1 } } },
    ],
    [
      "failed",
      { status: "failed", error: "no", finished_at: at },
      { error: "no", finished_at: "2026-06-10T16:00:00.000Z" },
    ],
  ])("shows a run that is %s, and fits the contract", (_name, change, expected) => {
    const view = toRunView({ ...row, ...change });
    expect(jobRun.parse(view)).toEqual(view);
    expect(view).toMatchObject({ started_at: null, finished_at: null, ...expected });
    expect(view).not.toHaveProperty("tenant_id");
  });
});
