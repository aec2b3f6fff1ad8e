import fc from "fast-check";
import { expect, it } from "vitest";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import { rollUpReputation } from "#lib/reputation/roll-up-reputation.ts";
import { loadSenders } from "#lib/sending/load-senders.ts";
import { type SenderSettings, senderProblem } from "#lib/sending/policy/sender.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { createTestDomain, createTestTenant } from "#lib/testing/factory.ts";
import { type GuardReport, guardWorld } from "#lib/testing/guard-world.ts";
import { flushCounters } from "#lib/testing/reputation-facts.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { evaluateHealth } from "./evaluate-health.ts";

const ctx = createTestContext();
const { addMailbox, send, report, hoursOn } = guardWorld(ctx);
const start = new Date("2026-06-10T14:00:00Z");
type Box = Awaited<ReturnType<typeof addMailbox>>;
type Reports = Partial<Record<GuardReport, number>>;

/** What happens to a mailbox in a step: what is told of earlier messages, then new ones, then what is told of these. */
type Happening = { late?: Reports; sent: number; told?: Reports };
/** Hours since the step before, and what happens to the two mailboxes of each domain. */
type Step = { hours: number; onB: Happening[]; onA: Happening[] };

const trouble = (most: number) => fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(most));
const happening: fc.Arbitrary<Happening> = fc.record({
  late: fc.record({ bounced: trouble(4), complained: trouble(3), blocked: trouble(6) }),
  sent: fc.nat(60),
  told: fc.record({
    bounced: trouble(12),
    complained: trouble(3),
    blocked: trouble(20),
    delivered: fc.nat(60),
    opened: fc.nat(30),
  }),
});
const both = fc.array(happening, { minLength: 2, maxLength: 2 });
const step: fc.Arbitrary<Step> = fc.record({ hours: fc.constantFrom(1, 6, 48, 144), onB: both, onA: both });
const settings: fc.Arbitrary<Partial<SenderSettings>> = fc.record({ mailbox_health_threshold: fc.nat(100) });

async function happen(box: Box, { late = {}, sent, told = {} }: Happening): Promise<void> {
  await reportAll(box, late);
  if (sent > 0) await send(box, { sent });
  await reportAll(box, told, sent);
}

async function reportAll(box: Box, reports: Reports, most = 60): Promise<void> {
  for (const [metric, count] of Object.entries(reports))
    if (Math.min(count, most) > 0) await report(box, metric as GuardReport, Math.min(count, most));
}

async function addDomain(tenantId: string, connectionId?: string): Promise<Box[]> {
  const data = { warmup_started_at: hoursOn(-7 * 24), last_reserved_at: start };
  const domain = await createTestDomain(ctx, tenantId, data);
  const own = { sending_domain_id: domain.id };
  const one = await addMailbox(tenantId, { ...own, ...(connectionId && { provider_connection_id: connectionId }) });
  return [one, await addMailbox(tenantId, { ...own, provider_connection_id: one.provider_connection_id })];
}

/** Two domains on one connection of a new tenant, both a week into their warm-up. Returns all of B after every step; A lives, or it does not. */
async function liveThrough(steps: Step[], { isAlone = false, given = {} as Partial<SenderSettings> } = {}) {
  ctx.setNow(start);
  const tenantId = await createTestTenant(ctx, given);
  const b = await addDomain(tenantId);
  const a = await addDomain(tenantId, b[0]?.provider_connection_id);
  const story = [];
  for (const [i, { hours, onB, onA }] of steps.entries()) {
    ctx.setNow(hoursOn(hours));
    for (const [n, box] of b.entries()) await happen(box, onB[n] ?? { sent: 0 });
    if (!isAlone) for (const [n, box] of a.entries()) await happen(box, onA[n] ?? { sent: 0 });
    await flushCounters(ctx, tenantId);
    if (i % 2 === 1) await rollUpReputation(ctx, { tenantId });
    await evaluateHealth(ctx, { tenantId });
    story.push(await allOf(b));
  }
  return story;
}

/** States, verdicts and caps of a domain and its mailboxes; what is random in them left out. */
async function allOf(boxes: Box[]) {
  const { tenant_id: tenantId = "", sending_domain_id: domainId = "" } = boxes[0] ?? {};
  const health = await readHealthMaps(ctx, tenantId);
  return ctx.forTenant(tenantId, async (tx) => {
    const current = await loadSettings(tx, tenantId);
    const { senders, domains } = await loadSenders(tx, tenantId, { settings: current, health, now: ctx.now() });
    const states = await tx.healthState.findMany({ where: { tenant_id: tenantId }, omit: { tenant_id: true } });
    const stateOf = (id: string) =>
      states.filter((row) => row.scope_id === id).map(({ scope_id: _, ...row }) => row)[0];
    const mailboxes = boxes.map((box) => {
      const sender = senders.get(box.id);
      if (!sender) throw new Error("a mailbox is gone");
      // The account breaker is the one thing they share (SPEC §4): the verdict as it is but for that.
      const own = { ...sender, guard: { ...sender.guard, connection: { state: "healthy" as const, since: null } } };
      const { throttle, score, cap, isProbation } = sender;
      return { state: stateOf(box.id), problem: senderProblem(own, current), throttle, score, cap, isProbation };
    });
    return { state: stateOf(domainId), cap: domains.get(domainId)?.cap, mailboxes };
  });
}

it.each([
  { name: "hours and days", length: { minLength: 5, maxLength: 7 }, numRuns: 8 },
  { name: "weeks", length: { minLength: 12, maxLength: 12 }, numRuns: 3 },
])(
  "the verdict, factors, warm-up cap and mailbox caps of a domain are its own, whatever happens on another: $name",
  async ({ length, numRuns }) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, length), settings, async (steps, given) => {
        expect(await liveThrough(steps, { given })).toEqual(await liveThrough(steps, { given, isAlone: true }));
      }),
      // Shrinking a failure ends here too, with the smallest one found.
      { numRuns, interruptAfterTimeLimit: 45_000 },
    );
  },
  120_000,
);

const awful = [
  { sent: 60, told: { bounced: 60 } },
  { sent: 20, told: { complained: 20 } },
];

it("also when the other one is as bad as can be, and the account breaker stops their connection", async () => {
  const steps = Array.from({ length: 6 }, () => ({ hours: 6, onB: [{ sent: 10 }, { sent: 10 }], onA: awful }));
  const story = await liveThrough(steps);
  expect(story).toEqual(await liveThrough(steps, { isAlone: true }));
  const fine = { state: undefined, problem: null, cap: 40 };
  expect(story.at(-1)).toMatchObject({ state: undefined, mailboxes: [fine, fine] });
});

it("also through a pause, a rest that ends, a probation and its end", async () => {
  const bounces = [
    { sent: 40, told: { bounced: 8 } },
    { sent: 40, told: { delivered: 38 } },
  ];
  const clean = [
    { sent: 40, told: { delivered: 40 } },
    { sent: 40, told: { delivered: 40 } },
  ];
  const steps = [
    { hours: 6, onB: bounces, onA: awful },
    ...[48, 6, 6, 48, 144].map((hours) => ({ hours, onB: hours === 48 ? [] : clean, onA: awful })),
  ];
  const story = await liveThrough(steps);
  expect(story).toEqual(await liveThrough(steps, { isAlone: true }));
  expect(story.map((moment) => moment.mailboxes[0]?.state?.state)).toEqual([
    "paused",
    "probation",
    "probation",
    "healthy",
    "healthy",
    "healthy",
  ]);
});
