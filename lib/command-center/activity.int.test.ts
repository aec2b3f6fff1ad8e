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

async function activityOf(tenantId: string) {
  return (await getCommandCenter(ctx, { tenantId })).activity;
}

describe("activity", () => {
  it("tells what people did, newest first, and where to look", async () => {
    const { tenantId, prospectId, happen } = await messageOf({ company: "Acme Air" });
    await happen({ type: "opened", at: minutesAgo(30) });
    await happen({ type: "complained", at: minutesAgo(10) });
    await happen({ type: "clicked", at: minutesAgo(20) });
    expect(await activityOf(tenantId)).toEqual([
      {
        at: minutesAgo(10).toISOString(),
        kind: "complained",
        text: "Acme Air complained",
        href: `/prospects/${prospectId}`,
      },
      expect.objectContaining({ text: "Acme Air clicked a link" }),
      expect.objectContaining({ text: "Acme Air opened an email" }),
    ]);
  });

  it.each([
    ["a delivery", { type: "delivered", at: minutesAgo(1) }],
    ["an open by a machine", { type: "opened", at: minutesAgo(1), machine: true }],
    ["a second open", { type: "opened", at: minutesAgo(1), metric: null }],
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

  it("takes finished runs, not open ones, and says which failed", async () => {
    const tenantId = await createTestTenant(ctx);
    const run = (function_id: string, status: string, finished_at: Date | null) =>
      ctx.forTenant(tenantId, (tx) =>
        tx.jobRun.create({ data: { tenant_id: tenantId, function_id, trigger: "schedule", status, finished_at } }),
      );
    await run("run-sequencer", "succeeded", minutesAgo(5));
    await run("run-recontact", "failed", minutesAgo(4));
    await run("reconcile-sends", "running", null);
    const texts = (await activityOf(tenantId)).map((entry) => entry.text);
    expect(texts).toEqual(["Re-contact failed", "Sequencer finished"]);
  });

  it("leaves out what runs every few minutes, unless it failed", async () => {
    const tenantId = await createTestTenant(ctx);
    for (const status of ["succeeded", "failed"])
      await ctx.forTenant(tenantId, (tx) =>
        tx.jobRun.create({
          data: {
            tenant_id: tenantId,
            function_id: "evaluate-health",
            trigger: "schedule",
            status,
            finished_at: minutesAgo(1),
          },
        }),
      );
    expect((await activityOf(tenantId)).map((entry) => entry.text)).toEqual(["Health guard failed"]);
  });

  it("shows the newest twenty of everything together", async () => {
    const { tenantId, happen } = await messageOf();
    for (let n = 1; n <= 15; n += 1) await happen({ type: "bounced", at: minutesAgo(2 * n) });
    await ctx.forTenant(tenantId, (tx) =>
      tx.jobRun.createMany({
        data: Array.from({ length: 15 }, (_, n) => ({
          tenant_id: tenantId,
          function_id: "run-sequencer",
          trigger: "schedule",
          status: "succeeded",
          finished_at: minutesAgo(2 * n + 1),
        })),
      }),
    );
    const activity = await activityOf(tenantId);
    const times = activity.map((entry) => entry.at);
    expect(times).toEqual(Array.from({ length: 20 }, (_, n) => minutesAgo(n + 1).toISOString()));
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
