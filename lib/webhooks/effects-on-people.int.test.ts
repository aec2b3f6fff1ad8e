import { describe, expect, it } from "vitest";
import { createTestEmail } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { createSent, createWorld, event, readEmail, readOutreach, readSuppressions } from "./testing/webhook-world.ts";

const ctx = createTestContext();
const now = ctx.now();
const at = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

describe("recipient domains", () => {
  it("are suppressed after three bounced addresses, and mail on its way to them is stopped", async () => {
    const world = await createWorld(ctx);
    const domain = `acme-${crypto.randomUUID().slice(0, 8)}.test`;
    const sent = await Promise.all(
      ["a", "b", "c", "d"].map((name) => createSent(ctx, world, { toEmail: `${name}@${domain}` })),
    );
    const waiting = await createTestEmail(ctx, world.tenantId, sent[3]?.outreach.id ?? "", {
      sequence_step: 2,
      status: "queued",
      sent_at: null,
      to_email: `d@${domain}`,
      recipient_domain: domain,
    });
    const bounce = (index: number) =>
      world.post(event(ctx, sent[index]?.email as never, "bounce", 1, { type: "bounce" }));
    await bounce(0);
    await bounce(1);
    expect((await readSuppressions(ctx, world.tenantId)).map((row) => row.kind)).toEqual(["email", "email"]);
    await bounce(2);
    expect((await readSuppressions(ctx, world.tenantId)).filter((row) => row.kind === "domain")).toMatchObject([
      { value: domain, reason: "domain_bounced" },
    ]);
    expect((await readEmail(ctx, world.tenantId, waiting.id)).status).toBe("cancelled");
    expect(await readOutreach(ctx, world.tenantId, sent[3]?.outreach.id ?? "")).toMatchObject({
      hold_reason: "suppressed",
    });
  });

  it("of mail services are never suppressed", async () => {
    const world = await createWorld(ctx);
    for (const name of ["a", "b", "c", "d"]) {
      const { email } = await createSent(ctx, world, {
        toEmail: `${name}${crypto.randomUUID().slice(0, 8)}@gmail.com`,
      });
      await world.post(event(ctx, email, "bounce", 1, { type: "bounce" }));
    }
    expect((await readSuppressions(ctx, world.tenantId)).map((row) => row.kind)).toEqual(Array(4).fill("email"));
  });
});

describe("earlier cycles and people's decisions", () => {
  it("keeps opens and clicks of an earlier cycle on their own row", async () => {
    const world = await createWorld(ctx);
    const { email, outreach } = await createSent(ctx, world, { outreach: { re_contact_cycle: 1 } });
    await world.post([event(ctx, email, "open", 5), event(ctx, email, "click", 60, { url: "https://a.test" })]);
    expect(await readEmail(ctx, world.tenantId, email.id)).toMatchObject({ open_count: 1, clicked_at: at(60) });
    expect(await readOutreach(ctx, world.tenantId, outreach.id)).toMatchObject({
      email_open_count: 0,
      last_email_opened_at: null,
      last_email_clicked_at: null,
    });
  });

  it.each([
    { name: "bounce", fields: { type: "bounce" }, status: "bounced" },
    { name: "spamreport", fields: {}, status: "unsubscribed" },
    { name: "unsubscribe", fields: {}, status: "unsubscribed" },
  ])("lets a $name of an earlier cycle act in full", async ({ name, fields, status }) => {
    const world = await createWorld(ctx);
    const { email, outreach } = await createSent(ctx, world, {
      outreach: { re_contact_cycle: 2, status: "cold", outreach_sequence_step: 0 },
    });
    await world.post(event(ctx, email, name, 5, fields));
    expect(await readOutreach(ctx, world.tenantId, outreach.id)).toMatchObject({ status, next_send_at: null });
    expect(await readSuppressions(ctx, world.tenantId)).toHaveLength(1);
  });

  it.each(["interested", "demo_scheduled", "won", "lost", "exhausted", "no_verified_email"])(
    "leaves the status %s alone, but suppresses",
    async (status) => {
      const world = await createWorld(ctx);
      const { email, outreach } = await createSent(ctx, world, { outreach: { status, next_send_at: null } });
      await world.post([event(ctx, email, "bounce", 1, { type: "bounce" }), event(ctx, email, "unsubscribe", 9)]);
      expect(await readOutreach(ctx, world.tenantId, outreach.id)).toMatchObject({ status, email_unsubscribed: true });
      expect(await readSuppressions(ctx, world.tenantId)).toMatchObject([{ reason: "unsubscribed" }]);
    },
  );

  it.each(["unreachable", "generation_failed"])("moves %s to bounced", async (status) => {
    const world = await createWorld(ctx);
    const { email, outreach } = await createSent(ctx, world, { outreach: { status, next_send_at: null } });
    await world.post(event(ctx, email, "bounce", 1, { type: "bounce" }));
    expect((await readOutreach(ctx, world.tenantId, outreach.id)).status).toBe("bounced");
  });

  it("does not bounce a prospect whose address was replaced meanwhile", async () => {
    const world = await createWorld(ctx);
    const { email, outreach, prospect } = await createSent(ctx, world);
    const renewed = `new-${prospect.email}`;
    await ctx.forTenant(world.tenantId, (tx) =>
      tx.prospect.update({ where: { id: prospect.id }, data: { email: renewed, email_key: renewed } }),
    );
    await world.post(event(ctx, email, "bounce", 1, { type: "bounce" }));
    expect((await readOutreach(ctx, world.tenantId, outreach.id)).status).toBe("contacted");
    expect(await readSuppressions(ctx, world.tenantId)).toMatchObject([{ value: email.to_email }]);
  });
});
