import { describe, expect, it } from "vitest";
import { importResults } from "#lib/prospects/types.ts";
import { alertDeeds, alertHistory, domainWithoutAuth } from "./alert-history.ts";
import { buildDemo } from "./build-demo.ts";
import { domainsCheckedAt } from "./calendar.ts";
import { auditRows } from "./deeds.ts";
import { deedsOf, notesOf } from "./desk.ts";
import { importRow, reportRows } from "./import-rows.ts";
import { jobRunRows } from "./job-runs.ts";
import { demoPlan } from "./plan.ts";
import { settingsHistory } from "./settings-history.ts";

const now = new Date("2026-06-10T16:10:00Z");
const at = now.getTime();
const dayMs = 86_400_000;
const demo = buildDemo(now, "demo", demoPlan);
const ids = new Map(demoPlan.team.map(({ email }) => [email, `id of ${email}`]));
const notes = notesOf(demo, demoPlan.team, "demo");
const facts = {
  now: at,
  tenantId: "t",
  connectionId: "c",
  team: demoPlan.team,
  notes,
  ids,
  settings: demoPlan.settings,
};
const history = alertHistory(demo, { ...facts, appUrl: "https://x.test", seed: "demo" });
const lost = { domain: domainWithoutAuth(demo, at), now: at };
const deeds = [...deedsOf(demo, facts), ...alertDeeds(history, demoPlan.team, lost)].sort((a, b) => a.at - b.at);
const runs = jobRunRows("t", { ...demo, now: at }, "demo");
const runsOf = (functionId: string) => runs.filter((run) => run.function_id === functionId);
const sum = (counts: readonly unknown[]) => counts.reduce<number>((total, count) => total + Number(count), 0);

describe("what the demo's jobs recorded", () => {
  const since = Math.min(...runsOf("run-sequencer").map((run) => Date.parse(run.created_at)));

  it("has a run of the sequencer every half hour, whose counts are the rows of the ledger that it made", () => {
    const planned = demo.journeys.flatMap(({ messages }) => messages.map(({ sentAt }) => sentAt));
    expect(runsOf("run-sequencer").length).toBeGreaterThan(59 * 48);
    for (const run of runsOf("run-sequencer")) {
      const slot = Math.floor(Date.parse(run.created_at) / 1_800_000);
      const made = planned.filter((sentAt) => Math.floor(sentAt / 1_800_000) === slot).length;
      const { due, queued, left_due } = run.counts as Record<string, number>;
      expect([due, queued, left_due]).toEqual([made, made, 0]);
    }
    expect(sum(runsOf("run-sequencer").map((run) => (run.counts as { queued: number }).queued))).toBe(
      planned.filter((sentAt) => sentAt >= since).length,
    );
  });

  it("has returned and verified as many as there are", () => {
    const resets = demo.journeys.flatMap((journey) => journey.resets).filter((reset) => reset > at - 59 * dayMs);
    const returned = runsOf("run-recontact").filter((run) => Date.parse(run.created_at) > at - 59 * dayMs);
    expect(sum(returned.map((run) => (run.counts as { reset: number }).reset))).toBe(resets.length);
    expect(resets.length).toBeGreaterThan(100);
    expect(sum(runsOf("verify-prospects").map((run) => (run.counts as { valid: number }).valid))).toBeGreaterThan(
      1_500,
    );
  });

  it.each([0, 9, 12.1, 12.2, 17])("checked the domains last when they say so, %f hours on", (hours) => {
    const moment = at + hours * 3_600_000;
    const checks = jobRunRows("t", { ...demo, now: moment }, "demo").filter(
      (run) => run.function_id === "check-domains",
    );
    const checkedAt = new Date(domainsCheckedAt(moment)).toISOString();
    const newest = checks
      .map(({ created_at }) => created_at)
      .sort()
      .at(-1);
    const run = checks.find(({ started_at, finished_at }) => started_at < checkedAt && checkedAt < finished_at);
    expect([run?.created_at, run?.status]).toEqual([newest, "succeeded"]);
  });

  it("has ended before now, in the order of its ids, and one that failed", () => {
    const byId = runs.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId.map((run) => run.created_at)).toEqual(runs.map((run) => run.created_at).sort());
    for (const run of runs) {
      expect(Date.parse(run.created_at)).toBeLessThan(Date.parse(run.started_at));
      expect(Date.parse(run.started_at)).toBeLessThan(Date.parse(run.finished_at));
      expect(Date.parse(run.finished_at)).toBeLessThan(at);
    }
    expect(runs.filter((run) => run.status === "failed").map(({ counts, error }) => [counts, error !== null])).toEqual([
      [{}, true],
    ]);
  });
});

describe("what the demo's imports brought", () => {
  it("counts its rows; each prospect is added once, before its first email", () => {
    const added = demo.imports.flatMap(({ rows }) => rows.filter(({ result }) => result.startsWith("added")));
    expect(added.map((row) => row.prospectId).sort()).toEqual(demo.journeys.map(({ person }) => person.id).sort());
    for (const { importedAt, messages } of demo.journeys)
      expect(messages.every(({ sentAt }) => sentAt > importedAt)).toBe(true);
    for (const one of demo.imports) {
      const { counts, total_rows } = importRow("t", one);
      expect(sum(Object.values(counts))).toBe(total_rows);
      const report = reportRows("t", one, at);
      expect(report.length === 0 || report.length === total_rows).toBe(true);
    }
  });

  it("holds every result, and what was there already was", () => {
    const rows = demo.imports.flatMap((one) => one.rows.map((row) => ({ ...row, at: one.at })));
    expect([...new Set(rows.map(({ result }) => result))].sort()).toEqual(Object.keys(importResults).sort());
    const importedAt = new Map(demo.journeys.map((journey) => [journey.person.id, journey.importedAt]));
    const known = rows.filter(({ result }) => result === "already_present" || result === "updated");
    expect(known.every((row) => (importedAt.get(row.prospectId ?? "") ?? at) < row.at)).toBe(true);
  });

  it("has one that only filled ratings of prospects whose own report is gone, and one whose upload broke off", () => {
    const [filling] = demo.imports.filter(({ mode }) => mode === "update");
    const updated = new Set(
      (filling?.rows ?? []).filter(({ result }) => result === "updated").map((row) => row.prospectId),
    );
    expect(updated.size).toBeGreaterThan(20);
    for (const { person, importedAt } of demo.journeys.filter((journey) => updated.has(journey.person.id)))
      expect([person.rating !== null, importedAt < at - 185 * dayMs]).toEqual([true, true]);
    const [broken] = demo.imports.filter(({ error }) => error !== null);
    expect(broken && importRow("t", broken)).toMatchObject({ status: "failed", total_rows: 0, counts: {} });
    const retried = demo.imports.filter(({ filename }) => filename === broken?.filename);
    expect(retried.map((one) => [one.error === null, one.rows.length > 0])).toEqual([
      [false, false],
      [true, true],
    ]);
  });
});

describe("what the demo's people did", () => {
  it("turned the default settings into the present ones, step by step", () => {
    const history = settingsHistory(at, demoPlan.settings);
    const current = new Map<string, unknown>();
    for (const { before, after } of history) {
      for (const [name, value] of Object.entries(before)) {
        if (current.has(name)) expect(value).toEqual(current.get(name));
        current.set(name, after[name]);
      }
    }
    expect(Object.fromEntries(current)).toMatchObject({
      is_active: true,
      sequencer_paused: false,
      recontact_enabled: true,
    });
    for (const [name, value] of Object.entries(demoPlan.settings))
      if (current.has(name)) expect(current.get(name)).toEqual(value);
    expect(history.flatMap(({ before }) => Object.values(before)).filter((value) => value === undefined)).toEqual([]);
  });

  it("is told in order, by members, of things as they are now", () => {
    const rows = auditRows("t", deeds, { ids, seed: "demo", now: at });
    expect(rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((row) => row.at)).toEqual(rows.map((row) => row.at));
    expect(rows.every((row) => row.actor_id !== null)).toBe(true);
    for (const { person, answers, status } of demo.journeys.filter((journey) => journey.answers.length > 0)) {
      const told = deeds.filter((deed) => deed.targetId === person.id && deed.after && "status" in deed.after);
      expect(told.map((deed) => (deed.after as { status: string }).status)).toEqual(answers.map((one) => one.status));
      expect(answers.at(-1)?.status).toBe(status);
    }
    const moves = deeds.filter((deed) => deed.action === "campaign.moved");
    for (const { id, status } of demo.campaigns.filter((campaign) => campaign.status !== "draft"))
      expect(moves.filter((move) => move.targetId === id).at(-1)?.after).toMatchObject({ status });
  });

  it("includes notes about those who answered, each with its line", () => {
    expect(notes.length).toBeGreaterThan(100);
    const lines = deeds.filter((deed) => deed.action === "prospect.note_added").map((deed) => deed.after);
    expect(lines).toEqual(expect.arrayContaining(notes.map(({ id, text }) => ({ note_id: id, text }))));
    expect(lines).toHaveLength(notes.length);
  });

  it("saw alerts begin and end; the webhook was told of what it wants while it was on, and somebody answered", () => {
    const { alerts, deliveries, webhook } = history;
    expect(alerts.map(({ kind, closed_at }) => [kind, closed_at !== null]).sort()).toEqual([
      ["domain_authentication", true],
      ["engine_off", false],
      ["engine_paused", true],
      ["mailbox_health", false],
    ]);
    expect(deliveries.map(({ event, payload }) => [payload.data.kind, event])).toEqual([
      ["engine_paused", "opened"],
      ["engine_paused", "closed"],
      ["domain_authentication", "opened"],
      ["domain_authentication", "closed"],
    ]);
    const tried = alerts.find(({ kind }) => kind === "engine_paused");
    const switched = deeds.filter((deed) => deed.after && "sequencer_paused" in deed.after).map((deed) => deed.at);
    expect(switched.map((moment) => moment <= (tried?.opened_at.getTime() ?? 0))).toEqual([true, false]);
    expect(tried?.closed_at?.getTime()).toBeGreaterThanOrEqual(switched[1] ?? Number.POSITIVE_INFINITY);
    const partial = runsOf("check-domains").filter((run) => (run.counts as { partial?: number }).partial === 1);
    const lostAuth = alerts.find(({ kind }) => kind === "domain_authentication");
    expect(partial.map((run) => Date.parse(run.created_at) - (lostAuth?.opened_at.getTime() ?? 0))).toEqual([-1_000]);
    const ofWebhook = deeds.filter((deed) => deed.targetId === webhook.id).map((deed) => deed.after);
    expect(ofWebhook).toEqual([expect.objectContaining({ is_active: true }), { is_active: webhook.is_active }]);
    expect(alerts.filter((alert) => alert.acknowledged_at)).toHaveLength(1);
  });
});
