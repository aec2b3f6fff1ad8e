import fc from "fast-check";
import { expect, it } from "vitest";
import { createTestEmail } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { createSent, createWorld, event, type RawEvent, readOutreach } from "./testing/webhook-world.ts";

const ctx = createTestContext();
const now = ctx.now();

const kinds: Record<string, { name: string; fields: RawEvent }> = {
  delivered: { name: "delivered", fields: {} },
  open: { name: "open", fields: {} },
  machineOpen: { name: "open", fields: { sg_machine_open: true } },
  clickA: { name: "click", fields: { url: "https://a.test/1" } },
  clickB: { name: "click", fields: { url: "https://a.test/2" } },
  scannerClick: { name: "click", fields: { url: "https://a.test/1", useragent: "curl/8.0" } },
};

/** Step 1 and 2 of this cycle, step 1 of the cycle before, a win-back mail; whose event, which, when. */
const occurrence = fc.record({
  message: fc.nat({ max: 3 }),
  kind: fc.constantFrom(...Object.keys(kinds)),
  second: fc.integer({ min: -40, max: 40 }),
});
const stream = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.array(occurrence, { minLength: 1, maxLength: 5 }) },
    { weight: 1, arbitrary: fc.constant("reset" as const) },
  ),
  { minLength: 1, maxLength: 8 },
);

async function createScene() {
  const world = await createWorld(ctx);
  const { outreach, email, prospect } = await createSent(ctx, world, {
    outreach: { re_contact_cycle: 1 },
    email: { re_contact_cycle: 1 },
  });
  const made = { created_at: new Date(now.getTime() - 60_000), to_email: prospect.email ?? "" };
  const more = [
    { re_contact_cycle: 1, sequence_step: 2 },
    { re_contact_cycle: 0, sequence_step: 1 },
    { re_contact_cycle: 1, sequence_step: 1, kind: "winback" },
  ];
  const emails = [email];
  for (const data of more) emails.push(await createTestEmail(ctx, world.tenantId, outreach.id, { ...made, ...data }));
  return { world, outreach, emails };
}

type Scene = Awaited<ReturnType<typeof createScene>>;

/** What a re-contact reset does to engagement (SPEC §9). */
async function startCycle({ world, outreach }: Scene) {
  const cleared = { last_email_opened_at: null, last_email_clicked_at: null, email_open_count: 0 };
  await ctx.forTenant(world.tenantId, (tx) =>
    tx.outreach.update({ where: { id: outreach.id }, data: { ...cleared, re_contact_cycle: { increment: 1 } } }),
  );
}

const latest = (times: (Date | null)[]) => times.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);

/** Engagement as the ledger says it: opens and clicks of the current cycle's sequence mail, deliveries of all mail (SPEC §2, §8). */
async function recount({ world, outreach }: Scene) {
  const { re_contact_cycle } = await readOutreach(ctx, world.tenantId, outreach.id);
  const rows = await ctx.forTenant(world.tenantId, (tx) =>
    tx.outreachEmail.findMany({ where: { outreach_id: outreach.id } }),
  );
  const current = rows.filter((row) => row.kind === "sequence" && row.re_contact_cycle === re_contact_cycle);
  return {
    email_open_count: current.reduce((sum, row) => sum + row.open_count, 0),
    last_email_opened_at: latest(current.map((row) => row.opened_at)),
    last_email_clicked_at: latest(current.map((row) => row.clicked_at)),
    last_email_delivered_at: latest(rows.map((row) => row.delivered_at)),
  };
}

/** The ledger's own columns, counted from the events that are stored. */
async function expectLedgerToFollowEvents({ world, emails }: Scene) {
  for (const { id } of emails) {
    const [row, events] = await ctx.forTenant(world.tenantId, async (tx) => [
      await tx.outreachEmail.findUniqueOrThrow({ where: { id } }),
      await tx.emailEvent.findMany({ where: { outreach_email_id: id }, orderBy: { occurred_at: "asc" } }),
    ]);
    const human = (type: string) => events.filter((stored) => stored.type === type && !stored.machine);
    expect(row).toMatchObject({
      open_count: human("opened").length,
      opened_at: human("opened")[0]?.occurred_at ?? null,
      clicked_at: human("clicked")[0]?.occurred_at ?? null,
      delivered_at: human("delivered")[0]?.occurred_at ?? null,
    });
  }
}

it("engagement written event by event is what the ledger says, through every cycle, order and repetition", async () => {
  await fc.assert(
    fc.asyncProperty(stream, async (steps) => {
      const scene = await createScene();
      for (const step of steps) {
        if (step === "reset") await startCycle(scene);
        else {
          const events = step.map(({ message, kind, second }) => {
            const { name, fields } = kinds[kind] as (typeof kinds)[string];
            return event(ctx, scene.emails[message] as Scene["emails"][0], name, second, fields);
          });
          await scene.world.post(events);
        }
        expect(await readOutreach(ctx, scene.world.tenantId, scene.outreach.id)).toMatchObject(await recount(scene));
      }
      await expectLedgerToFollowEvents(scene);
    }),
    { numRuns: 30 },
  );
}, 120_000);

it("engagement is the same when posts of one prospect's messages cross", async () => {
  const scene = await createScene();
  const posts = Array.from({ length: 8 }, (_, index) =>
    scene.emails.flatMap((email) => [
      event(ctx, email, "open", 30 - index),
      event(ctx, email, "delivered", 20 - index),
      event(ctx, email, "click", 60 - index * 4, { url: `https://a.test/${index % 2}` }),
    ]),
  );
  await Promise.all(posts.map((events) => scene.world.post(events)));
  const after = await readOutreach(ctx, scene.world.tenantId, scene.outreach.id);
  expect(after).toMatchObject(await recount(scene));
  expect(after).toMatchObject({ email_open_count: 16, last_email_opened_at: new Date(now.getTime() + 23_000) });
  await expectLedgerToFollowEvents(scene);
});

it("a late event of an earlier cycle changes nothing of this one, not even when it retells that cycle's times", async () => {
  const scene = await createScene();
  const [current, , earlier] = scene.emails as [Scene["emails"][0], Scene["emails"][0], Scene["emails"][0]];
  await scene.world.post([event(ctx, current, "open", 20), event(ctx, earlier, "open", 10)]);
  await scene.world.post([event(ctx, earlier, "open", 5), event(ctx, earlier, "click", 6, { url: "https://a.test" })]);
  expect(await readOutreach(ctx, scene.world.tenantId, scene.outreach.id)).toMatchObject({
    email_open_count: 1,
    last_email_opened_at: new Date(now.getTime() + 20_000),
    last_email_clicked_at: null,
  });
});
