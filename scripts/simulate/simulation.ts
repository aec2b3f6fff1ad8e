import { createRandom } from "#prisma/seed/random.ts";
import { enterDay, tendAllEvents } from "./calendar.ts";
import { checkBooks } from "./checks/books.ts";
import { checkBystander, digestOf } from "./checks/bystander.ts";
import { checkCounters } from "./checks/counters.ts";
import { checkEvents } from "./checks/events.ts";
import { collectFromDatabase, found } from "./checks/violations.ts";
import type { SimulationOptions } from "./options.ts";
import { reply, unsubscribeByLink } from "./people.ts";
import { postBag, putInMail } from "./post-office.ts";
import { type Acceptance, Provider } from "./provider.ts";
import { Runner } from "./runner.ts";
import type { ScratchDatabases } from "./scratch-database.ts";
import { goOnSending, type HandOverStep } from "./sends.ts";
import { setUpTenants } from "./setup.ts";
import { handOverUnchecked } from "./unchecked-hand-over.ts";
import { count, type FoundViolation, openWorld, type SendRun, type Work, type World } from "./world.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export type SimulationResult = {
  options: SimulationOptions;
  violations: (FoundViolation & { lastSteps: string[] })[];
  /** virtual days that were completed */
  days: number;
  realMs: number;
  counts: Record<string, number>;
  costs: { step: string; count: number; ms: number; msEach: number }[];
};

/** Runs one simulation on a fresh database, until its days are over or a check fails. */
export async function simulate(
  options: SimulationOptions,
  services: { databases: ScratchDatabases; redisUrl: string },
  say: (line: string) => void = () => {},
): Promise<SimulationResult> {
  const begun = performance.now();
  // midnight in Chicago, near enough: the virtual day is a span of 24 hours
  const start = Date.parse(`${options.start}T06:00:00Z`);
  const range = { start: new Date(start), end: new Date(start + options.days * dayMs) };
  const databaseUrl = await services.databases.open({ ...options, ...range });
  const world = await createWorld(options, { databaseUrl, redisUrl: services.redisUrl }, start);
  try {
    // A run of the same seed that was killed may have left its counters.
    await forgetCounters(world);
    const days = await runDays(world, start, say);
    return {
      options,
      violations: world.violations.map((violation) => ({
        ...violation,
        lastSteps: world.trace.lastSteps(violation.outreachId, 25),
      })),
      days,
      realMs: performance.now() - begun,
      counts: world.counts,
      costs: world.costs.table(),
    };
  } finally {
    await forgetCounters(world);
    await world.close();
  }
}

async function createWorld(
  options: SimulationOptions,
  services: { databaseUrl: string; redisUrl: string },
  start: number,
): Promise<World> {
  const world: World = await openWorld(services, async (pool) => {
    const tenants = await setUpTenants(pool, options, start);
    const tenantByConnection = new Map(
      tenants.flatMap((tenant) => tenant.connections.map(({ id }) => [id, tenant] as const)),
    );
    return {
      options,
      tenants,
      violations: [],
      truths: new Map(),
      acknowledged: [],
      mailbag: new Map(),
      unsettled: new Set(),
      counts: {},
      runnerAwayUntil: 0,
      redisAwayUntil: 0,
      skewMs: 0,
      isTouched: false,
      lastActiveAt: 0,
      needsUpkeep: false,
      provider: new Provider(createRandom(`provider ${options.seed}`), options.faults, {
        tenantOf: (connectionId) => tenantByConnection.get(connectionId)?.id ?? "",
        isAddressOf: (tenantId, address) => addressesOf(tenants.find(({ id }) => id === tenantId)).has(address),
        onAccepted: (acceptance, events) => hearOfAcceptance(world, acceptance, events),
        onViolation: (invariant, violation) => found(world, { invariant, ...violation }),
      }),
      publish: (events, at) => runner.publish(events, at),
    };
  });
  const runner = new Runner(world);
  return world;
}

const addressSets = new WeakMap<object, Set<string>>();

function addressesOf(tenant: { addresses: string[] } | undefined): Set<string> {
  if (!tenant) return new Set();
  const known = addressSets.get(tenant);
  if (known?.size === tenant.addresses.length) return known;
  const set = new Set(tenant.addresses);
  addressSets.set(tenant, set);
  return set;
}

/** The provider took a message: its story is put in the mail, and its reader may act on it. */
function hearOfAcceptance(world: World, message: Acceptance, events: Parameters<typeof putInMail>[2]): void {
  count(world, "messages accepted");
  world.lastActiveAt = message.at;
  world.trace.note(
    message.at,
    message.outreachId,
    `ACCEPTED ${message.outreachEmailId} (cycle ${message.cycle}, step ${message.step}) to ${message.to}`,
  );
  putInMail(world, message.connectionId, events);
  const { random } = world;
  const act = (name: string, perform: (at: number) => Promise<void>) =>
    world.agenda.add(message.at + random.between(1, 3 * 24 * 60) * minuteMs, {
      kind: "job",
      name,
      tenantId: message.tenantId,
      perform,
    });
  if (random.chance(0.015)) act("reply", (at) => reply(world, message, at));
  if (random.chance(0.015)) act("unsubscribe", (at) => unsubscribeByLink(world, message, at));
}

async function runDays(world: World, start: number, say: (line: string) => void): Promise<number> {
  const bystander = world.tenants.find((tenant) => tenant.name === "bystander");
  const before = bystander ? await digestOf(world, bystander.id) : "";
  for (let day = 0; day < world.options.days; day += 1) {
    const from = start + day * dayMs;
    const begun = performance.now();
    enterDay(world, from);
    await runUntil(world, from + dayMs - 1);
    if (world.violations.length === 0)
      await world.costs.measure("full checks", () => checkAll(world, from + dayMs, before));
    say(
      `${new Date(from).toISOString().slice(0, 10)}  ${world.counts["messages accepted"] ?? 0} accepted, ${world.counts["events acknowledged"] ?? 0} events, ${Math.round(performance.now() - begun)} ms`,
    );
    if (world.violations.length > 0) return day;
  }
  return world.options.days;
}

async function runUntil(world: World, until: number): Promise<void> {
  const handOver = world.options.broken === "recheck" ? handOverUnchecked : undefined;
  while (world.agenda.nextAt() <= until && world.violations.length === 0) {
    const at = world.agenda.nextAt();
    const batch = world.agenda.takeRun(Math.min(until, at + minuteMs), (work) => work.kind === "send");
    await perform(world, batch, handOver);
    if (world.isTouched) await collectFromDatabase(world);
    world.isTouched = false;
  }
}

/** Sends of one minute go on side by side, those of one mailbox one after the other; everything else happens alone. */
async function perform(world: World, batch: { at: number; work: Work }[], handOver?: HandOverStep): Promise<void> {
  const [first] = batch;
  if (!first) return;
  const { work, at } = first;
  if (work.kind === "events") return postBag(world, work.connectionId, work.slot, at);
  if (work.kind === "job") return work.perform(at);
  const sends = batch.flatMap((entry) => (entry.work.kind === "send" ? [{ at: entry.at, run: entry.work.run }] : []));
  const lines = [...Map.groupBy(sends, ({ run }) => run.mailboxId).values()];
  const workers = Array.from({ length: Math.min(world.options.workers, lines.length) }, async () => {
    for (let line = lines.pop(); line; line = lines.pop()) await sendLine(world, line, handOver);
  });
  await Promise.all(workers);
}

async function sendLine(world: World, line: { at: number; run: SendRun }[], handOver?: HandOverStep): Promise<void> {
  for (const { at, run } of line) await goOnSending(world, run, at, handOver);
}

async function checkAll(world: World, at: number, bystanderBefore: string): Promise<void> {
  await tendAllEvents(world, at);
  await collectFromDatabase(world);
  await checkEvents(world, at);
  await checkBooks(world, at);
  await checkCounters(world, at);
  await checkBystander(world, at, bystanderBefore);
}

async function forgetCounters(world: World): Promise<void> {
  for (const { id } of world.tenants) {
    const keys = await world.redis.keys(`*${id}*`);
    if (keys.length > 0) await world.redis.del(...keys);
  }
}
