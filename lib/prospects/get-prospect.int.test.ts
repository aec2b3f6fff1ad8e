import { describe, expect, it } from "vitest";
import { systemActor } from "#lib/shared/actor.ts";
import { addSuppression } from "#lib/suppressions/add-suppression.ts";
import { createTestEmail, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { prospectDetail } from "./contract-detail.ts";
import { getProspect } from "./get-prospect.ts";

const ctx = createTestContext();
const none = { next_send_at: null, hold_reason: null };
const at = (hour: number) => new Date(Date.UTC(2026, 5, 10, hour));

async function detailOf(tenantId: string, prospectId: string) {
  const detail = await getProspect(ctx, { tenantId, prospectId });
  expect(prospectDetail.parse(detail)).toEqual(detail);
  return detail;
}

/** A new tenant with one prospect, and what its detail says. */
async function detailWith(outreach: object, prospect: object = {}) {
  const tenantId = await createTestTenant(ctx, { send_timezone: "America/Chicago" });
  const made = await createTestProspect(ctx, tenantId, outreach, prospect);
  return detailOf(tenantId, made.prospect.id);
}

async function addEvent(tenantId: string, emailId: string, type: string, occurredAt: Date, data: object = {}) {
  const id = crypto.randomUUID();
  await ctx.forTenant(tenantId, (tx) =>
    tx.emailEvent.create({
      data: {
        tenant_id: tenantId,
        provider_connection_id: id,
        provider: "sendgrid",
        provider_event_id: id,
        fingerprint: Buffer.from(id),
        type,
        outreach_email_id: emailId,
        occurred_at: occurredAt,
        received_at: occurredAt,
        payload: {},
        ...data,
      },
    }),
  );
}

describe("the profile", () => {
  it("has every field, times in ISO and numbers as numbers", async () => {
    const detail = await detailWith(
      {
        status: "contacted",
        outreach_sequence_step: 1,
        email_open_count: 2,
        total_emails_sent: 1,
        last_email_opened_at: at(12),
      },
      {
        google_rating: 4.5,
        review_count: 7,
        consent_basis: "opt-in",
        enrichment: { custom: { fleet: "12" } },
        notes: "n",
      },
    );
    expect(detail).toMatchObject({
      google_rating: 4.5,
      review_count: 7,
      consent_basis: "opt-in",
      notes: "n",
      custom: { fleet: "12" },
      email_verified: true,
      verified_at: "2026-06-10T16:00:00.000Z",
      email_open_count: 2,
      total_emails_sent: 1,
      last_email_opened_at: "2026-06-10T12:00:00.000Z",
      last_email_clicked_at: null,
      timeline: [],
    });
  });

  it("is whole for a prospect of whom only the company is known", async () => {
    const empty = {
      name: null,
      email: null,
      email_key: null,
      trade_type: null,
      city: null,
      state_code: null,
      zip: null,
    };
    const detail = await detailWith(
      { ...none, status: "no_verified_email" },
      { ...empty, verified_at: null, email_verified: null },
    );
    expect(detail).toMatchObject({ email: null, google_rating: null, custom: {}, next: { kind: "ended" } });
  });

  it.each([
    ["the ZIP, before the state", { zip: "79901", state_code: "NY" }, "America/Denver"],
    ["the state without a ZIP", { zip: null, state_code: "NY" }, "America/New_York"],
    ["the settings without either", { zip: null, state_code: null }, "America/Chicago"],
  ])("has the time zone of %s", async (_name, place, zone) => {
    expect((await detailWith({}, place)).time_zone).toBe(zone);
  });

  it("is found by its tenant alone", async () => {
    const [tenantId, other] = [await createTestTenant(ctx), await createTestTenant(ctx)];
    const { prospect } = await createTestProspect(ctx, tenantId);
    const missing = { code: "not_found", message: "There is no such prospect." };
    await expect(getProspect(ctx, { tenantId: other, prospectId: prospect.id })).rejects.toMatchObject(missing);
    await expect(getProspect(ctx, { tenantId, prospectId: crypto.randomUUID() })).rejects.toMatchObject(missing);
  });
});

describe("the suppression", () => {
  const actor = systemActor("test");
  const ann = { email: "Ann+news@acme.test", email_key: "ann@acme.test" };

  async function suppressionWith(values: { kind: "email" | "domain"; value: string }[], prospect: object = ann) {
    const [tenantId, other] = [await createTestTenant(ctx), await createTestTenant(ctx)];
    const made = await createTestProspect(ctx, tenantId, {}, prospect);
    await addSuppression(ctx, { tenantId: other, actor, kind: "email", value: "ann@acme.test" });
    for (const one of values) await addSuppression(ctx, { tenantId, actor, ...one });
    return (await detailOf(tenantId, made.prospect.id)).suppression;
  }
  const address = { kind: "email", value: "ann@acme.test" } as const;
  const domain = { kind: "domain", value: "acme.test" } as const;

  it("is that of the address, in any spelling", async () =>
    expect(await suppressionWith([domain, address])).toMatchObject({ ...address, reason: "manual" }));

  it("is that of its recipient domain where the address has none of its own", async () =>
    expect(await suppressionWith([domain])).toMatchObject(domain));

  it("is found by the address of a duplicate, too", async () =>
    expect(await suppressionWith([address], { ...ann, email_key: null })).toMatchObject(address));

  it("is none of another address, or another tenant's", async () =>
    expect(await suppressionWith([{ kind: "email", value: "bob@acme.test" }])).toBeNull());
});

describe("the timeline", () => {
  it("tells which mailbox sent a message and why that one", async () => {
    const tenantId = await createTestTenant(ctx);
    const { prospect, outreach } = await createTestProspect(ctx, tenantId);
    const id = crypto.randomUUID();
    await createTestEmail(ctx, tenantId, outreach.id, {
      subject: "Hello",
      from_email: "ann@s.test",
      mailbox_id: id,
      decision: {
        kind: "selected",
        mailbox: { id, from_email: "ann@s.test", domain: "s.test", score: 93 },
        passed_over: [{ reason: "domain_paused", count: 1, from_emails: ["bob@t.test"], scores: [20] }],
        scheduled_at: at(9).toISOString(),
        delay: null,
      },
    });
    const { timeline, is_timeline_cut } = await detailOf(tenantId, prospect.id);
    expect(is_timeline_cut).toBe(false);
    expect(timeline[0]?.message).toMatchObject({
      subject: "Hello",
      from_email: "ann@s.test",
      sender: {
        mailbox_id: id,
        score: 93,
        why: expect.stringContaining("1 mailbox was passed over"),
        passed_over: [{ reason: "domain_paused", mailboxes: [{ from_email: "bob@t.test", score: 20 }] }],
      },
    });
  });

  it("holds messages and events of every cycle, newest first, and nothing of others", async () => {
    const [tenantId, other] = [await createTestTenant(ctx), await createTestTenant(ctx)];
    const state = { re_contact_cycle: 1, cycle_reset_at: at(5) };
    const { prospect, outreach } = await createTestProspect(ctx, tenantId, state);
    const first = await createTestEmail(ctx, tenantId, outreach.id, { sent_at: at(1), created_at: at(1) });
    const second = await createTestEmail(ctx, tenantId, outreach.id, {
      re_contact_cycle: 1,
      sent_at: at(6),
      created_at: at(6),
    });
    await addEvent(tenantId, first.id, "delivered", at(2));
    await addEvent(tenantId, first.id, "opened", at(3), { machine: true, machine_reason: "apple proxy" });
    await addEvent(tenantId, second.id, "clicked", at(7));
    const stranger = await createTestProspect(ctx, tenantId);
    await createTestEmail(ctx, tenantId, stranger.outreach.id, { sent_at: at(4) });
    await addEvent(other, first.id, "complained", at(8));
    const { timeline } = await detailOf(tenantId, prospect.id);
    expect(timeline.map((entry) => [entry.title, entry.re_contact_cycle, entry.at.slice(11, 13)])).toEqual([
      ["Clicked by a person", 1, "07"],
      ["Step 1: sent", 1, "06"],
      ["Returned for re-contact", 1, "05"],
      ["Opened by a machine", 0, "03"],
      ["Delivered", 0, "02"],
      ["Step 1: sent", 0, "01"],
    ]);
    expect(timeline[3]).toMatchObject({
      machine: true,
      detail: "apple proxy",
      outreach_email_id: first.id,
      sequence_step: 1,
    });
  });

  it("shows the return at once, in the cycle that it opens", async () => {
    const detail = await detailWith({ re_contact_cycle: 2, cycle_reset_at: at(5) });
    expect(detail.timeline).toMatchObject([
      { kind: "cycle", type: "cycle_reset", re_contact_cycle: 2, at: at(5).toISOString() },
    ]);
  });

  it("keeps to the latest hundred messages", async () => {
    const tenantId = await createTestTenant(ctx);
    const { prospect, outreach } = await createTestProspect(ctx, tenantId);
    for (let n = 0; n < 102; n++) {
      const time = new Date(at(1).getTime() + n * 60_000);
      await createTestEmail(ctx, tenantId, outreach.id, { re_contact_cycle: n, created_at: time, sent_at: time });
    }
    const { timeline, is_timeline_cut } = await detailOf(tenantId, prospect.id);
    expect(is_timeline_cut).toBe(true);
    expect(timeline.map((entry) => entry.re_contact_cycle)).toEqual(Array.from({ length: 100 }, (_, i) => 101 - i));
  });
});
