import fc from "fast-check";
import { expect, it } from "vitest";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import { createTestEmail } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { markUnreachableProspects } from "./mark-unreachable.ts";
import {
  createSent,
  createWorld,
  event,
  type RawEvent,
  readEmail,
  readEvents,
  readOutreach,
  readSuppressions,
} from "./testing/webhook-world.ts";

const ctx = createTestContext();
const now = ctx.now();
const sentAt = new Date(now.getTime() - 80 * 3_600_000);

const kinds: Record<string, { name: string; fields: RawEvent }> = {
  delivered: { name: "delivered", fields: {} },
  open: { name: "open", fields: { useragent: "Mozilla/5.0" } },
  machineOpen: { name: "open", fields: { sg_machine_open: true } },
  clickA: { name: "click", fields: { url: "https://a.test/1" } },
  clickB: { name: "click", fields: { url: "https://a.test/2" } },
  scannerClick: { name: "click", fields: { url: "https://a.test/1", useragent: "curl/8.0" } },
  hard: { name: "bounce", fields: { type: "bounce", reason: "no such user" } },
  technical: { name: "bounce", fields: { type: "bounce", bounce_classification: "Technical", reason: "dns" } },
  blocked: { name: "bounce", fields: { type: "blocked", reason: "spam" } },
  deferred: { name: "deferred", fields: { response: "later", attempt: "2" } },
  dropped: { name: "dropped", fields: { reason: "Spam Content" } },
  droppedBounced: { name: "dropped", fields: { reason: "Bounced Address" } },
  spamreport: { name: "spamreport", fields: {} },
  unsubscribe: { name: "unsubscribe", fields: {} },
  processed: { name: "processed", fields: {} },
};

/** Which message (0: this cycle, 1: an earlier cycle, 2: another prospect at the same company), what, and when. */
const occurrence = fc.record({
  message: fc.nat({ max: 2 }),
  kind: fc.constantFrom(...Object.keys(kinds)),
  second: fc.integer({ min: -75, max: 75 }),
});
const scenario = fc.record({
  status: fc.constantFrom("contacted", "unreachable", "interested", "generation_failed"),
  occurrences: fc.uniqueArray(occurrence, { minLength: 1, maxLength: 14, selector: (o) => o.second }),
  arrival: fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 })), { minLength: 20, maxLength: 20 }),
});

type Occurrence = { message: number; kind: string; second: number };

async function createScene(status: string) {
  const world = await createWorld(ctx);
  const domain = `acme-${crypto.randomUUID().slice(0, 8)}.test`;
  const inSequence = status === "contacted";
  const outreach = { status, re_contact_cycle: 1, ...(inSequence ? {} : { next_send_at: null }) };
  const created = { created_at: sentAt, sent_at: sentAt, scheduled_at: sentAt, open_tracked: true };
  const first = await createSent(ctx, world, {
    outreach,
    toEmail: `a@${domain}`,
    email: { ...created, re_contact_cycle: 1 },
  });
  const earlier = await createTestEmail(ctx, world.tenantId, first.outreach.id, {
    ...created,
    re_contact_cycle: 0,
    to_email: `a@${domain}`,
    recipient_domain: domain,
  });
  const second = await createSent(ctx, world, { toEmail: `b@${domain}`, email: created });
  const scene = { world, emails: [first.email, earlier, second.email], outreach: [first.outreach, second.outreach] };
  await decideAgain(scene);
  return scene;
}

type Scene = {
  world: Awaited<ReturnType<typeof createWorld>>;
  emails: { id: string }[];
  outreach: { id: string }[];
};

function decideAgain({ world, outreach }: Scene): Promise<void> {
  const outreachIds = outreach.map((row) => row.id);
  return ctx.forTenant(world.tenantId, (tx) =>
    recomputeNextSend(tx, { tenantId: world.tenantId, outreachIds, now: ctx.now() }),
  );
}

function toEvent(scene: Scene, { message, kind, second }: Occurrence): RawEvent {
  const { name, fields } = kinds[kind] as (typeof kinds)[string];
  return event(ctx, scene.emails[message] as never, name, second, fields);
}

/** Everything that must not depend on the order of arrival, with ids replaced by places. */
async function finalState(scene: Scene) {
  const { tenantId } = scene.world;
  await markUnreachableProspects(ctx, { tenantId });
  const emails = await Promise.all(scene.emails.map((email) => readEmail(ctx, tenantId, email.id)));
  const outreach = await Promise.all(scene.outreach.map((row) => readOutreach(ctx, tenantId, row.id)));
  const place = new Map(scene.emails.map((email, index) => [email.id, index]));
  return {
    emails: emails.map((row) => ({
      status: row.status,
      status_reason: row.status_reason,
      times: [
        row.delivered_at,
        row.opened_at,
        row.machine_opened_at,
        row.clicked_at,
        row.bounced_at,
        row.complained_at,
      ],
      bounce: [row.bounce_type, row.bounce_reason],
      open_count: row.open_count,
    })),
    outreach: outreach.map((row) => ({
      status: row.status,
      times: [row.last_email_delivered_at, row.last_email_opened_at, row.last_email_clicked_at, row.unsubscribed_at],
      next: [row.next_send_at, row.hold_reason],
      open_count: row.email_open_count,
      unsubscribed: row.email_unsubscribed,
    })),
    suppressions: (await readSuppressions(ctx, tenantId)).map((row) => [
      row.kind,
      row.value.split("@")[0]?.slice(0, 1),
      row.reason === "bounced" || row.reason === "domain_bounced" ? row.reason : "wish",
    ]),
    counted: (await readHealthMaps(ctx, tenantId)).global.metrics,
    events: (await readEvents(ctx, tenantId)).map((row) => [
      place.get(row.outreach_email_id ?? ""),
      row.type,
      row.occurred_at,
      row.metric,
      row.machine_reason,
    ]),
  };
}

it("ends in the same state for every order, grouping and repetition of the same events, also under new ids", async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ status, occurrences, arrival }) => {
      const inOrder = await createScene(status);
      await inOrder.world.post(occurrences.toSorted((a, b) => a.second - b.second).map((o) => toEvent(inOrder, o)));
      const shuffled = await createScene(status);
      const copies = arrival.map(([pick]) => occurrences[pick % occurrences.length] as Occurrence);
      const arriving = [...copies, ...occurrences.filter((o) => !copies.includes(o))];
      for (let from = 0; from < arriving.length; ) {
        const size = 1 + (arrival[from]?.[1] ?? 0) * 2;
        await shuffled.world.post(arriving.slice(from, from + size).map((o) => toEvent(shuffled, o)));
        from += size;
      }
      const told = await finalState(shuffled);
      expect(told).toEqual(await finalState(inOrder));
      await decideAgain(shuffled);
      expect((await finalState(shuffled)).outreach).toEqual(told.outreach);
    }),
    { numRuns: 25 },
  );
}, 120_000);
