import fc from "fast-check";
import { expect, it } from "vitest";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import { rollUpReputation } from "#lib/reputation/roll-up-reputation.ts";
import { loadSenders } from "#lib/sending/load-senders.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { createTestDomain, createTestTenant } from "#lib/testing/factory.ts";
import { guardWorld } from "#lib/testing/guard-world.ts";
import { flushCounters } from "#lib/testing/reputation-facts.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { evaluateHealth } from "./evaluate-health.ts";

const ctx = createTestContext();
const { addMailbox, send, hoursOn } = guardWorld(ctx);
const start = new Date("2026-06-10T14:00:00Z");

/** What happens on a domain within a step of six hours. */
const step = fc
  .record({
    sent: fc.integer({ min: 0, max: 60 }),
    bad: fc.nat(30),
    kind: fc.constantFrom("bounced", "complained", "blocked"),
  })
  .map(({ sent, bad, kind }) => ({ sent, [kind]: Math.min(sent, bad) }));
const stream = fc.array(step, { minLength: 6, maxLength: 6 });
type Stream = { sent: number }[];

/** Two domains on one connection of a new tenant; B, a week into its warm-up, lives through `onB`, A through `onA`. Returns all of B. */
async function liveThrough(onB: Stream, onA: Stream | null) {
  ctx.setNow(start);
  const tenantId = await createTestTenant(ctx);
  const domain = await createTestDomain(ctx, tenantId, {
    warmup_started_at: hoursOn(-7 * 24),
    last_reserved_at: start,
  });
  const b = await addMailbox(tenantId, { sending_domain_id: domain.id });
  const a = await addMailbox(tenantId, { provider_connection_id: b.provider_connection_id });
  const story = [];
  for (const [i, happens] of onB.entries()) {
    ctx.setNow(hoursOn(6 * i, start));
    if (happens.sent > 0) await send(b, happens);
    const elsewhere = onA?.[i];
    if (elsewhere && elsewhere.sent > 0) await send(a, elsewhere);
    await flushCounters(ctx, tenantId);
    if (i % 2 === 1) await rollUpReputation(ctx, { tenantId });
    await evaluateHealth(ctx, { tenantId });
    const health = await readHealthMaps(ctx, tenantId);
    story.push(
      await ctx.forTenant(tenantId, async (tx) => {
        const settings = await loadSettings(tx, tenantId);
        const { senders, domains } = await loadSenders(tx, tenantId, { settings, health, now: ctx.now() });
        const states = await tx.healthState.findMany({
          where: { scope_id: { in: [b.id, b.sending_domain_id] } },
          orderBy: { scope_kind: "asc" },
          omit: { tenant_id: true, scope_id: true },
        });
        const sender = senders.get(b.id);
        const domainCap = domains.get(b.sending_domain_id)?.cap;
        // The account breaker is the one thing they share (SPEC §4).
        const problem = sender?.problem === "connection_paused" ? null : sender?.problem;
        return { states, problem, throttle: sender?.throttle, score: sender?.score, cap: sender?.cap, domainCap };
      }),
    );
  }
  return story;
}

it("the verdict, factors, warm-up cap and mailbox caps of a domain are its own, whatever happens on another", async () => {
  await fc.assert(
    fc.asyncProperty(stream, stream, async (onB, onA) => {
      expect(await liveThrough(onB, onA)).toEqual(await liveThrough(onB, null));
    }),
    { numRuns: 12 },
  );
});

it("also when the other one is as bad as can be, and the account breaker stops their connection", async () => {
  const clean = Array.from({ length: 6 }, () => ({ sent: 20 }));
  const awful = Array.from({ length: 6 }, () => ({ sent: 60, bounced: 60 }));
  const story = await liveThrough(clean, awful);
  expect(story).toEqual(await liveThrough(clean, null));
  expect(story.at(-1)).toMatchObject({ states: [], problem: null, cap: 40, domainCap: 40 });
});
