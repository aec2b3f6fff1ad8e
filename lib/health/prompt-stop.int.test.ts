import { expect, it } from "vitest";
import { claimSend } from "#lib/sending/claim-send.ts";
import { generateEmail } from "#lib/sending/generate-email.ts";
import { handOverSend } from "#lib/sending/hand-over-send.ts";
import { runSequencer } from "#lib/sequencing/run-sequencer.ts";
import { guardWorld } from "#lib/testing/guard-world.ts";
import { planningWorld } from "#lib/testing/planning-world.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { createSent, createWorld, event } from "#lib/webhooks/testing/webhook-world.ts";

const ctx = createTestContext();
const { addMailbox, send, stateOf, hoursOn } = guardWorld(ctx);
const { dueProspects, ledgerOf } = planningWorld(ctx);
type Box = Awaited<ReturnType<typeof addMailbox>>;

/**
 * A domain of two mailboxes with 56 messages of two days ago, eight of them to bounce yet, and another domain with one; each mailbox
 * with 12 messages waiting. The score sees nothing of that day any more: only the guard can stop the domain.
 */
async function createTraffic() {
  const world = await createWorld(ctx);
  const { tenantId } = world;
  const sender = { provider_connection_id: world.owner.connectionId, daily_limit: 12 };
  const one = await addMailbox(tenantId, sender);
  const two = await addMailbox(tenantId, { ...sender, sending_domain_id: one.sending_domain_id });
  const other = await addMailbox(tenantId, sender);
  const at = hoursOn(-40);
  for (const box of [one, two, other]) await send(box, { sent: 24, at });
  const scopes = {
    mailbox_scope: one.mailboxScope,
    domain_scope: one.domainScope,
    connection_scope: one.connectionScope,
  };
  const crossing = [];
  for (let n = 0; n < 8; n += 1) {
    const { email } = await createSent(ctx, world, { email: { ...scopes, sent_at: at, mailbox_id: one.id } });
    crossing.push(event(ctx, email, "bounce", 0, { type: "bounce", bounce_classification: "Invalid Address" }));
  }
  await dueProspects(tenantId, 36);
  await runSequencer(ctx, { tenantId });
  return { world, one, two, other, crossing };
}

/** Hands over what waits for a mailbox, one after the other, as the job runner does. */
async function handOverAll(box: Box): Promise<void> {
  const waiting = (await ledgerOf(box.tenant_id)).filter((row) => row.mailbox_id === box.id);
  for (const { id } of waiting) {
    const claimed = await claimSend(ctx, { tenantId: box.tenant_id, outreachEmailId: id });
    if (claimed.kind !== "claimed" || (await generateEmail(ctx, claimed.claim)).kind !== "ready") continue;
    await handOverSend(ctx, claimed.claim);
  }
}

it("from the bounces that cross a line on, a domain gets rid of what is in flight and no more; another goes on", async () => {
  const { world, one, two, other, crossing } = await createTraffic();
  const boxes = [one, two, other];
  const accepted = new Map(boxes.map((box) => [box.from_email, { before: 0, after: 0 }]));
  const inFlight = new Map(boxes.map((box) => [box.from_email, Promise.withResolvers<void>()]));
  const answered = Promise.withResolvers<void>();
  let when: "before" | "after" = "before";
  ctx.onDeliver(async ({ from }) => {
    const own = accepted.get(from.address) ?? { before: 0, after: 0 };
    if (own.before === 3) {
      inFlight.get(from.address)?.resolve();
      await answered.promise;
    }
    own[when] += 1;
    return { kind: "accepted", providerMessageId: `provider-${crypto.randomUUID()}`, response: "250 ok" };
  });
  const sends = boxes.map(handOverAll);
  await Promise.all([...inFlight.values()].map(({ promise }) => promise));
  expect(await world.post(crossing)).toMatchObject({ stored: 8 });
  when = "after";
  answered.resolve();
  await Promise.all(sends);
  expect([...accepted.values()]).toEqual([
    { before: 3, after: 1 },
    { before: 3, after: 1 },
    { before: 3, after: 9 },
  ]);
  expect([await stateOf(one, "domain"), await stateOf(other, "domain")]).toMatchObject([{ state: "paused" }, null]);
});
