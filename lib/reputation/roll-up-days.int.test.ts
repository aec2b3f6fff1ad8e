import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recipientProviders } from "#lib/shared/recipient-provider.ts";
import { createSenders, type TestSender } from "#lib/testing/reputation-facts.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { epochHourOf, startOfEpochHour } from "./policy/booking-hour.ts";
import { countHours } from "./repo-counts.ts";
import { rollUpReputation } from "./roll-up-reputation.ts";
import { reputationMetrics } from "./types.ts";

const ctx = createTestContext();
const hourMs = 3_600_000;
/** Clocks go back in Chicago on the 1st: a day of 25 hours lies in the middle of the facts. */
const now = new Date("2026-11-04T16:30:00Z");
const counters = [...reputationMetrics, "untracked"] as const;

type Fact = { sender: number; provider: number; hoursAgo: number; eventsAfter: [number, number][]; isTracked: boolean };

/** A sent message, with events of these metrics so many hours after it. `updated_at` says when it was last written to. */
async function storeMessage(tenantId: string, sender: TestSender, fact: Omit<Fact, "sender">, updatedAt = now) {
  const at = (hours: number) => new Date(now.getTime() - hours * hourMs);
  const events = fact.eventsAfter.map(([metric, after]) => ({ metric, at: at(fact.hoursAgo - after) }));
  await ctx.forTenant(
    tenantId,
    (tx) => tx.$executeRaw`
      WITH message AS (
        INSERT INTO outreach_emails (tenant_id, outreach_id, sequence_step, status, from_email, to_email, recipient_domain, message_id,
          scheduled_at, sent_at, updated_at, mailbox_scope, domain_scope, connection_scope, open_tracked, recipient_provider)
        VALUES (${tenantId}::uuid, uuidv7(), 1, 'sent', ${sender.fromEmail}, 'a@b.test', 'b.test', uuidv7()::text, now(),
          ${at(fact.hoursAgo)}::timestamptz, ${updatedAt}::timestamptz, ${sender.mailboxScope}::int, ${sender.domainScope}::int,
          ${sender.connectionScope}::int, ${fact.isTracked}::boolean, ${recipientProviders[fact.provider] ?? null})
        RETURNING *)
      INSERT INTO email_events (tenant_id, provider_connection_id, provider, provider_event_id, fingerprint, type, occurred_at, metric,
        mailbox_scope, domain_scope, connection_scope, outreach_email_id, payload)
      SELECT m.tenant_id, ${sender.connectionId}::uuid, 'sendgrid', uuidv7()::text, uuid_send(uuidv7()), 'delivered', e.at, e.metric,
        m.mailbox_scope, m.domain_scope, m.connection_scope, m.id, '{}'
      FROM message m, unnest(${events.map((e) => e.at)}::timestamptz[], ${events.map((e) => e.metric)}::smallint[]) AS e (at, metric)`,
  );
}

/** What the tables hold, as `scope provider time → counts`, zeros left out. */
async function rolled(tenantId: string) {
  return ctx.forTenant(tenantId, async (tx) => {
    const days = await tx.reputationDay.findMany();
    const hours = await tx.reputationHour.findMany();
    const split = await tx.reputationProviderHour.findMany();
    const all = [
      ...days.map((r) => ({ ...r, time: r.day.toISOString().slice(0, 10), provider: r.recipient_provider })),
      ...hours.map((r) => ({ ...r, time: r.epoch_hour, provider: "all" })),
      ...split.map((r) => ({ ...r, time: r.epoch_hour, provider: r.recipient_provider })),
    ];
    return Object.fromEntries(
      all.map((r) => [`${r.scope_index} ${r.provider} ${r.time}`, counters.map((name) => r[name]).join(" ")]),
    );
  });
}

/** The same from every single message and event, with nothing of the roll-up's own but the days of Intl. */
async function counted(tenantId: string, zone: string) {
  const dayOf = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" });
  const sums = new Map<string, number[]>();
  const add = (row: Row, at: Date, counter: number) => {
    const hour = epochHourOf(at);
    if (hour >= epochHourOf(now)) return;
    for (const scope of [0, row.mailbox_scope, row.domain_scope, row.connection_scope]) {
      for (const provider of ["all", row.recipient_provider ?? "other"]) {
        for (const time of [hour, dayOf.format(startOfEpochHour(hour))]) {
          const key = `${scope} ${provider} ${time}`;
          const counts = sums.get(key) ?? counters.map(() => 0);
          counts[counter] = (counts[counter] ?? 0) + 1;
          sums.set(key, counts);
        }
      }
    }
  };
  await ctx.forTenant(tenantId, async (tx) => {
    const messages = await tx.outreachEmail.findMany();
    const byId = new Map(messages.map((row) => [row.id, row]));
    for (const row of messages) {
      add(row, row.sent_at as Date, 0);
      if (!row.open_tracked) add(row, row.sent_at as Date, 7);
    }
    for (const event of await tx.emailEvent.findMany()) {
      add(byId.get(event.outreach_email_id as string) as Row, event.occurred_at, event.metric as number);
    }
  });
  return Object.fromEntries([...sums].map(([key, counts]) => [key, counts.join(" ")]));
}

type Row = {
  mailbox_scope: number | null;
  domain_scope: number | null;
  connection_scope: number | null;
  recipient_provider: string | null;
};

const fact = (maxHours: number): fc.Arbitrary<Fact> =>
  fc.record({
    sender: fc.nat(2),
    provider: fc.nat(4),
    hoursAgo: fc.integer({ min: 1, max: maxHours }),
    eventsAfter: fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.nat(90)), { maxLength: 4 }),
    isTracked: fc.boolean(),
  });

describe("days and providers", () => {
  it("are what every message and event says, also after late ones, in any zone", async () => {
    const zones = fc.constantFrom("America/Chicago", "America/Los_Angeles", "Asia/Kolkata", "UTC");
    const facts = fc.array(fact(200), { maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(
        facts,
        fc.array(fact(700), { maxLength: 6 }),
        zones,
        zones,
        async (first, late, zone, nextZone) => {
          ctx.setNow(now);
          const { tenantId, senders } = await createSenders(ctx, 3);
          const store = (list: Fact[]) =>
            Promise.all(list.map((f) => storeMessage(tenantId, senders[f.sender] as TestSender, f)));
          const setZone = (send_timezone: string) =>
            ctx.forTenant(tenantId, (tx) => tx.salesEngineConfig.updateMany({ data: { send_timezone } }));
          await setZone(zone);
          await store(first);
          await rollUpReputation(ctx, { tenantId });
          expect(await rolled(tenantId)).toEqual(await counted(tenantId, zone));
          await store(first.length > 0 ? late : []);
          await setZone(nextZone);
          await rollUpReputation(ctx, { tenantId });
          expect(await rolled(tenantId)).toEqual(await counted(tenantId, nextZone));
        },
      ),
      { numRuns: 12 },
    );
  });

  it("agree with what the live counters are rebuilt from", async () => {
    ctx.setNow(now);
    const { tenantId, senders } = await createSenders(ctx, 2);
    const sample = fc.sample(fact(24), { numRuns: 30, seed: 7 });
    for (const f of sample) await storeMessage(tenantId, senders[f.sender % 2] as TestSender, f);
    await rollUpReputation(ctx, { tenantId });
    const open = epochHourOf(now);
    const epochHours = Array.from({ length: 24 }, (_, i) => open - 24 + i);
    const range = { from: startOfEpochHour(open - 24), to: startOfEpochHour(open), epochHours };
    const live = await ctx.forTenant(tenantId, (tx) => countHours(tx, tenantId, range));
    const slots = live.flatMap((hour) =>
      hour.slots.map((slot, i) => [`${hour.epoch_hour} ${slot}`, hour.counts[i]] as const),
    );
    const rows = await ctx.forTenant(tenantId, (tx) => tx.reputationHour.findMany());
    const ours = rows.flatMap((row) =>
      reputationMetrics.flatMap((name, metric) =>
        row[name] > 0 ? [[`${row.epoch_hour} ${row.scope_index * 7 + metric}`, row[name]] as const] : [],
      ),
    );
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(slots));
    expect(ours.length).toBeGreaterThan(30);
  });

  it("goes back to the first message, however old, and goes on where it stopped", async () => {
    ctx.setNow(now);
    const { tenantId, senders } = await createSenders(ctx, 1);
    const old = { provider: 0, hoursAgo: 80 * 24, eventsAfter: [[1, 0]] as [number, number][], isTracked: true };
    await storeMessage(tenantId, senders[0], old);
    expect((await rollUpReputation(ctx, { tenantId })).hours).toBe(80 * 24);
    expect((await rollUpReputation(ctx, { tenantId })).hours).toBe(24);
    ctx.setNow(new Date(now.getTime() + 40 * 24 * hourMs));
    expect((await rollUpReputation(ctx, { tenantId })).hours).toBe(40 * 24);
    const state = await ctx.forTenant(tenantId, (tx) =>
      tx.reputationRollUp.findUniqueOrThrow({ where: { tenant_id: tenantId } }),
    );
    expect(state).toMatchObject({ rolled_to: epochHourOf(ctx.now()), time_zone: "America/Chicago" });
  });
});
