import { TZDate } from "@date-fns/tz";
import { evaluateHealth } from "#lib/health/evaluate-health.ts";
import { runRecontact } from "#lib/recontact/run-recontact.ts";
import { rollUpReputation } from "#lib/reputation/roll-up-reputation.ts";
import { reconcileSends } from "#lib/sending/reconcile-sends.ts";
import { tendEvents } from "#lib/webhooks/tend-events.ts";
import { pauseCampaignForAWhile } from "./campaign-pauses.ts";
import {
  changeSomeSettings,
  importRows,
  lockAccount,
  pauseForAWhile,
  pullKillSwitch,
  settleUnknown,
  suppressSomebody,
} from "./people.ts";
import { planTenant, tenantsWithWork } from "./planning.ts";
import type { SimTenant } from "./setup.ts";
import { count, perform, type World } from "./world.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Enters everything that a day of 24 hours from `from` holds: the clocks of inngest/functions, people, and faults that last. */
export function enterDay(world: World, from: number): void {
  for (let at = from; at < from + dayMs; at += 5 * minuteMs) {
    if (at % (30 * minuteMs) === 0) enter(world, at, "dispatch-sequencer", (when) => planAll(world, when));
    enter(world, at + 1_000, "dispatch-upkeep", (when) => keepUp(world, when));
  }
  for (let at = from; at < from + dayMs; at += hourMs) {
    enter(world, at + 10 * minuteMs, "dispatch-roll-up", (when) => rollUp(world, when));
    if (new TZDate(at, "America/Chicago").getHours() === 5) {
      enter(world, at, "dispatch-recontact", (when) => eachTenant(world, "runRecontact", when, runRecontact));
    }
  }
  for (const tenant of senders(world)) enterPeople(world, tenant, from);
  enterFaults(world, from);
}

function senders(world: World): SimTenant[] {
  return world.tenants.filter((tenant) => tenant.name !== "bystander");
}

function enter(world: World, at: number, name: string, perform: (at: number) => Promise<void>): void {
  world.agenda.add(at, { kind: "job", name, tenantId: "", perform });
}

async function planAll(world: World, at: number): Promise<void> {
  if (isRunnerAway(world, at)) return;
  const due = await tenantsWithWork(world, at);
  for (const tenant of senders(world)) if (due.has(tenant.id)) await planTenant(world, tenant, at);
}

/** Every five minutes where something was left behind; where nothing was, the product's sweeps would find nothing: hourly. */
async function keepUp(world: World, at: number): Promise<void> {
  if (isRunnerAway(world, at)) return;
  const isHourly = at % hourMs < 5 * minuteMs && isAwake(world, at);
  if (!world.needsUpkeep && !isHourly) return;
  world.needsUpkeep = false;
  await eachTenant(world, "reconcileSends", at, async (ctx, target) => {
    const counts = await reconcileSends(ctx, target);
    if (Object.values(counts).some((n) => n > 0)) world.needsUpkeep = true;
    return counts;
  });
  await eachTenant(world, "tendEvents", at, tendEvents);
  if (isHourly) await eachTenant(world, "evaluateHealth", at, evaluateHealth);
  if (!world.needsUpkeep) world.needsUpkeep = await hasOpenRows(world, at);
}

/** Parked events are tried again by an undisturbed sweep, as before the books are checked. */
export async function tendAllEvents(world: World, at: number): Promise<void> {
  for (const { id: tenantId } of senders(world)) {
    await perform(world, { name: "tendEvents", at, subject: null, isSafe: true }, (ctx) =>
      tendEvents(ctx, { tenantId }),
    );
  }
}

/** An hour in which nothing was accepted and nothing was told has nothing to count. */
async function rollUp(world: World, at: number): Promise<void> {
  if (isAwake(world, at)) await eachTenant(world, "rollUpReputation", at, rollUpReputation);
}

/** Something happened in the last two hours; a quiet night is looked at every six hours all the same. */
function isAwake(world: World, at: number): boolean {
  return at - world.lastActiveAt < 2 * hourMs || Math.floor(at / hourMs) % 6 === 0;
}

/** Claims and hand-overs whose owner is gone, and queued rows whose moment is past, are what the next sweeps are for. */
async function hasOpenRows(world: World, at: number): Promise<boolean> {
  const { rows } = await world.pool.query(
    "SELECT 1 FROM outreach_emails WHERE status IN ('claimed', 'sending') OR (status = 'queued' AND scheduled_at < $1) LIMIT 1",
    [new Date(at)],
  );
  return rows.length > 0;
}

type Job = (ctx: Parameters<typeof reconcileSends>[0], target: { tenantId: string }) => Promise<unknown>;

async function eachTenant(world: World, name: string, at: number, job: Job): Promise<void> {
  if (isRunnerAway(world, at)) return;
  for (const tenant of senders(world)) {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const ended = await perform(world, { name, at: at + attempt * 1_000, subject: null }, (ctx) =>
        job(ctx, { tenantId: tenant.id }),
      );
      if (ended.kind === "done") break;
      world.needsUpkeep = true;
    }
  }
}

function isRunnerAway(world: World, at: number): boolean {
  return at < world.runnerAwayUntil;
}

/** What people do on a day, on working days mostly while mail is leaving. */
function enterPeople(world: World, tenant: SimTenant, from: number): void {
  const { random } = world;
  const often = world.options.faults.length > 0 ? 1 : 0.3;
  const acts: [number, (world: World, tenant: SimTenant, at: number) => Promise<void>][] = [
    [0.5, pauseForAWhile],
    [0.8, pauseCampaignForAWhile],
    [0.25, pullKillSwitch],
    [0.3, changeSomeSettings],
    [0.8, suppressSomebody],
    [0.4, importRows],
    [0.5, settleUnknown],
  ];
  for (const [chance, act] of acts) {
    if (!random.chance(chance * often)) continue;
    enter(world, from + random.between(13 * 60, 24 * 60) * minuteMs, act.name, (at) => act(world, tenant, at));
  }
}

/** Faults that last for a while. */
function enterFaults(world: World, from: number): void {
  const { random } = world;
  const faults = new Set(world.options.faults);
  const during = () => from + random.between(13 * 60, 24 * 60) * minuteMs;
  const strike = (chance: number, name: string, work: (at: number) => void | Promise<void>) => {
    if (!random.chance(chance)) return;
    enter(world, during(), name, async (at) => {
      count(world, `fault: ${name}`);
      world.trace.note(at, null, `FAULT ${name}`);
      await work(at);
    });
  };
  if (faults.has("runner")) {
    strike(0.15, "job runner away for two hours", (at) => {
      world.runnerAwayUntil = at + 2 * hourMs;
      world.needsUpkeep = true;
      world.agenda.postpone(world.runnerAwayUntil, (work) => work.kind === "send");
    });
  }
  if (faults.has("redis")) {
    strike(0.3, "Redis away", (at) => {
      world.redisAwayUntil = at + random.between(1, 40) * minuteMs;
    });
    strike(0.3, "Redis flushed", () => flushCounters(world));
  }
  if (faults.has("clock")) {
    strike(0.3, "clock jumps", (at) => {
      world.skewMs = random.pick([-10, -4, 5, 10]) * minuteMs;
      enter(world, at + random.between(20, 120) * minuteMs, "clock set right", async () => {
        world.skewMs = 0;
      });
    });
  }
  if (faults.has("credentials")) {
    for (const tenant of senders(world)) strike(0.06, "credentials refused", (at) => lockAccount(world, tenant, at));
  }
}

/** Forgets what Redis holds of the simulated tenants, and nothing of anybody else's. */
async function flushCounters(world: World): Promise<void> {
  for (const { id } of world.tenants) {
    const keys = await world.redis.keys(`*${id}*`);
    if (keys.length > 0) await world.redis.del(...keys);
  }
}
