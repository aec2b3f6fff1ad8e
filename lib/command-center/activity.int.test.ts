import { describe, expect, it } from "vitest";
import { metricIndex } from "#lib/reputation/types.ts";
import { unsubscribe } from "#lib/suppressions/unsubscribe.ts";
import { createUnsubscribeToken } from "#lib/suppressions/unsubscribe-token.ts";
import { createTestEmail, createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { getCommandCenter } from "./get-command-center.ts";

const ctx = createTestContext();
const minutesAgo = (minutes: number) => new Date(ctx.now().getTime() - minutes * 60_000);

type Event = { type: keyof typeof metricIndex; at: Date; metric?: number | null; machine?: boolean };

/** A tenant with one message to one prospect, and a way to let things happen to it. */
async function messageOf(prospect: Record<string, string | null> = {}) {
  const tenantId = await createTestTenant(ctx);
  const made = await createTestProspect(ctx, tenantId, {}, prospect);
  const email = await createTestEmail(ctx, tenantId, made.outreach.id);
  const happen = ({ type, at, metric = metricIndex[type], machine = false }: Event) =>
    ctx.forTenant(tenantId, (tx) =>
      tx.emailEvent.create({
        data: {
          tenant_id: tenantId,
          provider_connection_id: crypto.randomUUID(),
          provider: "sendgrid",
          provider_event_id: crypto.randomUUID(),
          fingerprint: new Uint8Array(crypto.getRandomValues(new Uint8Array(16))),
          outreach_email_id: email.id,
          occurred_at: at,
          payload: {},
          type,
          metric,
          machine,
        },
      }),
    );
  return { tenantId, email, prospectId: made.prospect.id, happen };
}

/** What is told but for the sums of days. */
async function activityOf(tenantId: string) {
  return (await getCommandCenter(ctx, { tenantId })).activity.filter(({ kind }) => kind !== "sent");
}

describe("activity", () => {
  it("tells what people did, newest first, and where to look; opens and clicks only in a day's sum", async () => {
    const { tenantId, email, prospectId, happen } = await messageOf({ company: "Acme Air" });
    await happen({ type: "opened", at: minutesAgo(30) });
    await happen({ type: "complained", at: minutesAgo(10) });
    await happen({ type: "clicked", at: minutesAgo(20) });
    await ctx.forTenant(tenantId, async (tx) => {
      const data = { sent_at: minutesAgo(60), opened_at: minutesAgo(30), clicked_at: minutesAgo(20) };
      await tx.outreachEmail.update({ where: { id: email.id }, data });
      await tx.outreach.updateMany({ data: { last_email_replied_at: minutesAgo(15) } });
    });
    const { activity, pipeline } = await getCommandCenter(ctx, { tenantId });
    expect(activity).toEqual([
      {
        at: ctx.now().toISOString(),
        group: "mail",
        kind: "sent",
        text: "Today so far: 1 sent, 1 opened, 1 clicked, 1 replied",
        href: null,
      },
      {
        at: minutesAgo(10).toISOString(),
        group: "answers",
        kind: "complained",
        text: "Acme Air complained",
        href: `/prospects/${prospectId}`,
      },
      expect.objectContaining({ text: "Acme Air replied" }),
    ]);
    expect(pipeline.today).toMatchObject({ sent: 1, opened: 1, clicked: 1, replied: 1 });
  });

  it.each([
    ["a delivery", { type: "delivered", at: minutesAgo(1) }],
    ["an open", { type: "opened", at: minutesAgo(1) }],
    ["a click", { type: "clicked", at: minutesAgo(1) }],
    ["an event that counts for nothing", { type: "bounced", at: minutesAgo(1), metric: null }],
    ["what is older than a week", { type: "bounced", at: minutesAgo(7 * 24 * 60 + 1) }],
  ] as [string, Event][])("leaves out %s", async (_name, event) => {
    const { tenantId, happen } = await messageOf();
    await happen(event);
    expect(await activityOf(tenantId)).toEqual([]);
  });

  it.each([
    [{ company: "Acme Air", name: "Pat" }, "Acme Air"],
    [{ company: null, name: "Pat" }, "Pat"],
    [{ company: null, name: null, email: "pat@acme.test" }, "pat@acme.test"],
  ])("%j is called %s", async (prospect, who) => {
    const { tenantId, happen } = await messageOf(prospect);
    await happen({ type: "bounced", at: minutesAgo(1) });
    expect((await activityOf(tenantId)).map((entry) => entry.text)).toEqual([`${who} bounced`]);
  });

  it("tells who unsubscribed by the link in the mail, which leaves no event", async () => {
    const { tenantId, email, prospectId } = await messageOf({ company: "Acme Air" });
    await ctx.forTenant(tenantId, (tx) =>
      tx.prospect.update({ where: { id: prospectId }, data: { email_key: email.to_email } }),
    );
    await unsubscribe(ctx, createUnsubscribeToken(ctx.config, { tenantId, outreachEmailId: email.id }));
    expect(await activityOf(tenantId)).toMatchObject([
      { kind: "unsubscribed", text: "Acme Air unsubscribed", href: `/prospects/${prospectId}` },
    ]);
  });

  it("takes failures of any job and who a re-contact run brought back, and no run that is open", async () => {
    const tenantId = await createTestTenant(ctx);
    const run = (function_id: string, status: string, finished_at: Date | null, counts = {}) =>
      ctx.forTenant(tenantId, (tx) =>
        tx.jobRun.create({
          data: { tenant_id: tenantId, function_id, trigger: "schedule", status, finished_at, counts },
        }),
      );
    await run("run-sequencer", "succeeded", minutesAgo(6), { queued: 9 });
    await run("run-recontact", "succeeded", minutesAgo(5), { reset: 12 });
    await run("evaluate-health", "failed", minutesAgo(4));
    await run("reconcile-sends", "running", null);
    const texts = (await activityOf(tenantId)).map((entry) => entry.text);
    expect(texts).toEqual(["Health guard failed", "Re-contact returned 12 prospects"]);
  });

  it("takes pauses and returns by name, and what people and keys changed, each once", async () => {
    const tenantId = await createTestTenant(ctx);
    const mailbox = await createTestMailbox(ctx, tenantId);
    const move = { tenant_id: tenantId, scope_kind: "mailbox", scope_id: mailbox.id, actor_label: "Ann" };
    const line = { tenant_id: tenantId, actor_label: "Ann", target_kind: "mailbox", target_id: mailbox.id };
    const settings = { ...line, action: "settings.changed", target_kind: "settings", target_id: tenantId };
    await ctx.forTenant(tenantId, async (tx) => {
      await tx.healthTransition.createMany({
        data: [
          { ...move, from_state: "healthy", to_state: "paused", actor_kind: "user", at: minutesAgo(5) },
          { ...move, from_state: "paused", to_state: "healthy", actor_kind: "user", at: minutesAgo(3) },
        ],
      });
      await tx.auditLog.create({ data: { ...line, actor_kind: "user", action: "mailbox.paused", at: minutesAgo(5) } });
      await tx.auditLog.create({ data: { ...settings, actor_kind: "api_key", at: minutesAgo(4) } });
      await tx.auditLog.create({ data: { ...settings, actor_kind: "system", at: minutesAgo(2) } });
    });
    expect((await activityOf(tenantId)).map(({ text, href }) => [text, href])).toEqual([
      [`Resumed by Ann: ${mailbox.from_email}`, `/mailboxes/${mailbox.id}`],
      ["Ann: settings changed", "/settings"],
      [`Paused by Ann: ${mailbox.from_email}`, `/mailboxes/${mailbox.id}`],
    ]);
  });

  it("tells the newest twenty of everything first", async () => {
    const { tenantId, happen } = await messageOf();
    for (let n = 1; n <= 25; n += 1) await happen({ type: "complained", at: minutesAgo(n) });
    const times = (await getCommandCenter(ctx, { tenantId })).activity.slice(0, 20).map((entry) => entry.at);
    expect(times).toEqual(Array.from({ length: 20 }, (_, n) => minutesAgo(n).toISOString()));
  });

  it("keeps the newest of each group, however much happened elsewhere since", async () => {
    const { tenantId, happen } = await messageOf();
    for (let n = 1; n <= 25; n += 1) await happen({ type: "complained", at: minutesAgo(n) });
    await happen({ type: "bounced", at: minutesAgo(600) });
    const { activity } = await getCommandCenter(ctx, { tenantId });
    expect(activity.map(({ group }) => group)).toEqual(["mail", ...Array(20).fill("answers"), "mail"]);
  });

  it("shows another tenant's people to nobody", async () => {
    const { happen } = await messageOf();
    await happen({ type: "bounced", at: minutesAgo(1) });
    expect(await activityOf(await createTestTenant(ctx))).toEqual([]);
  });
});

describe("the engine's line", () => {
  it("carries the sequencer's last run with its counts, whatever ran since", async () => {
    const tenantId = await createTestTenant(ctx);
    await createTestMailbox(ctx, tenantId);
    const finished_at = minutesAgo(40);
    const data = (function_id: string, n: number) => ({
      tenant_id: tenantId,
      function_id,
      trigger: "schedule",
      status: "succeeded",
      counts: { queued: n },
      finished_at,
    });
    const { id } = await ctx.forTenant(tenantId, async (tx) => {
      await tx.jobRun.create({ data: data("run-sequencer", 1) });
      const last = await tx.jobRun.create({ data: data("run-sequencer", 2) });
      for (let n = 0; n < 25; n += 1) await tx.jobRun.create({ data: data("reconcile-sends", n) });
      return last;
    });
    const { engine } = await getCommandCenter(ctx, { tenantId });
    const last_run = { id, status: "succeeded", finished_at: finished_at.toISOString(), counts: { queued: 2 } };
    expect(engine.last_run).toEqual(last_run);
  });
});
