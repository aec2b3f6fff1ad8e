import { expect, it } from "vitest";
import { createTestEmail } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { createSent, createWorld, event, readOutreach, readSuppressions } from "./testing/webhook-world.ts";

const ctx = createTestContext();
const technical = { type: "bounce", bounce_classification: "Technical Failure" };

async function twoSteps() {
  const world = await createWorld(ctx);
  const { email, outreach, prospect } = await createSent(ctx, world);
  const data = { to_email: email.to_email, recipient_domain: email.recipient_domain };
  const second = await createTestEmail(ctx, world.tenantId, outreach.id, { ...data, sequence_step: 2 });
  const state = async () => [
    (await readOutreach(ctx, world.tenantId, outreach.id)).status,
    (await readSuppressions(ctx, world.tenantId)).map((row) => row.reason),
  ];
  return { world, email, second, outreach, prospect, state };
}

it("two technical bounces in one post are the second one too", async () => {
  const { world, email, second, state } = await twoSteps();
  await world.post([event(ctx, email, "bounce", 1, technical), event(ctx, second, "bounce", 2, technical)]);
  expect(await state()).toEqual(["bounced", ["bounced"]]);
});

it("two posts that cross lose none of the two", async () => {
  const { world, email, second, state } = await twoSteps();
  await Promise.all([email, second].map((row) => world.post(event(ctx, row, "bounce", 1, technical))));
  expect(await state()).toEqual(["bounced", ["bounced"]]);
});

it("two bounces of one message are one", async () => {
  const { world, email, state } = await twoSteps();
  await world.post(event(ctx, email, "bounce", 1, technical));
  await world.post(event(ctx, email, "bounce", 900, technical));
  expect(await state()).toEqual(["contacted", []]);
});

it("a bounce of the address before says nothing of the one the prospect has now", async () => {
  const { world, email, second, state } = await twoSteps();
  const renewed = `new-${email.to_email}`;
  await ctx.forTenant(world.tenantId, (tx) =>
    tx.outreachEmail.update({ where: { id: second.id }, data: { to_email: renewed } }),
  );
  await world.post([event(ctx, email, "bounce", 1, technical), event(ctx, second, "bounce", 2, technical)]);
  expect(await state()).toEqual(["contacted", []]);
});

it("one of each of two prospects suppresses nobody", async () => {
  const [one, two] = [await twoSteps(), await twoSteps()];
  for (const { world, email } of [one, two]) await world.post(event(ctx, email, "bounce", 1, technical));
  expect([await one.state(), await two.state()]).toEqual([
    ["contacted", []],
    ["contacted", []],
  ]);
});

it("the second of one who asked to stop keeps the wish as the reason", async () => {
  const { world, email, second, state } = await twoSteps();
  await world.post(event(ctx, email, "bounce", 1, technical));
  await world.post([event(ctx, second, "bounce", 2, technical), event(ctx, second, "unsubscribe", 3)]);
  expect(await state()).toEqual(["unsubscribed", ["unsubscribed"]]);
});
