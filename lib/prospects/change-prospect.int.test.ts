import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/shared/actor.ts";
import { createTestEmail, createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { runEngine } from "#lib/testing/run-engine.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { changeProspect } from "./change-prospect.ts";
import { type ProspectPatch, prospectPatch } from "./contract-change.ts";

const ctx = createTestContext();
const tenantId = await createTestTenant(ctx);
const mailbox = await createTestMailbox(ctx, tenantId);
const actor: Actor = { kind: "user", id: crypto.randomUUID(), label: "ann@example.test", role: "operator" };

const change = (prospectId: string, patch: ProspectPatch) =>
  changeProspect(ctx, { tenantId, actor, prospectId, patch });
const emailOf = (id: string) => ctx.forTenant(tenantId, (tx) => tx.outreachEmail.findUniqueOrThrow({ where: { id } }));
const auditOf = (id: string) => ctx.forTenant(tenantId, (tx) => tx.auditLog.findMany({ where: { target_id: id } }));
const newAddress = () => `new-${crypto.randomUUID()}@customer.test`;

const yesterday = new Date(ctx.now().getTime() - 86_400_000);

async function queuedProspect() {
  const { prospect, outreach } = await createTestProspect(ctx, tenantId, { created_at: yesterday });
  const queued = { status: "queued", sent_at: null, mailbox_id: mailbox.id, to_email: prospect.email ?? "" };
  return { prospect, outreach, email: await createTestEmail(ctx, tenantId, outreach.id, queued) };
}

describe("a profile", () => {
  it("changes field by field, and the audit line holds what differs", async () => {
    const { prospect } = await createTestProspect(ctx, tenantId);
    const patch = {
      company: "Smith & Sons",
      city: prospect.city,
      google_rating: 4.6,
      notes: "Call in May",
      priority: 5,
    };
    const changed = await change(prospect.id, patch);
    expect(changed).toMatchObject({ ...patch, name: prospect.name, status: "cold" });
    const [line, ...more] = await auditOf(prospect.id);
    expect(line).toMatchObject({ action: "prospect.changed", actor_label: "ann@example.test" });
    expect(Object.keys(line?.after as object).sort()).toEqual(["company", "google_rating", "notes", "priority"]);
    expect(more).toEqual([]);
    await change(prospect.id, patch);
    expect(await auditOf(prospect.id)).toHaveLength(1);
  });

  it("clears what is set to null, and works out the next send by the new place", async () => {
    const { prospect } = await createTestProspect(ctx, tenantId);
    const changed = await change(prospect.id, { phone: null, zip: null, state_code: "HI" });
    expect(changed).toMatchObject({ zip: null, state_code: "HI", time_zone: "Pacific/Honolulu" });
  });

  it("has custom fields: those that are named change, null takes one away", async () => {
    const enrichment = { source_page: "x", custom: { fleet: "3", opened: "1998" } };
    const { prospect } = await createTestProspect(ctx, tenantId, {}, { enrichment });
    const changed = await change(prospect.id, { custom: { fleet: "5", opened: null, crew: "9" } });
    expect(changed.custom).toEqual({ fleet: "5", crew: "9" });
    const stored = await ctx.forTenant(tenantId, (tx) => tx.prospect.findUniqueOrThrow({ where: { id: prospect.id } }));
    expect(stored.enrichment).toEqual({ source_page: "x", custom: { fleet: "5", crew: "9" } });
    expect(await auditOf(prospect.id)).toMatchObject([
      {
        before: { custom: { fleet: "3", opened: "1998", crew: null } },
        after: { custom: { fleet: "5", opened: null, crew: "9" } },
      },
    ]);
    expect(await change(prospect.id, { name: "Al" })).toMatchObject({ custom: { fleet: "5", crew: "9" } });
  });

  it.each(["a b", "", "x".repeat(61)])("has no custom field named %j", (name) => {
    expect(prospectPatch.safeParse({ custom: Object.fromEntries([[name, "1"]]) }).success).toBe(false);
  });

  it("belongs to members only", async () => {
    const { prospect } = await createTestProspect(ctx, tenantId);
    const owner_id = crypto.randomUUID();
    await expect(change(prospect.id, { owner_id })).rejects.toMatchObject({
      details: { errors: [{ field: "owner_id" }] },
    });
    await ctx.acrossTenants(async (tx) => {
      await tx.user.create({ data: { id: owner_id, name: "Bob", email: `${owner_id}@example.test` } });
      await tx.member.create({ data: { tenant_id: tenantId, user_id: owner_id, role: "operator" } });
    });
    expect(await change(prospect.id, { owner_id })).toMatchObject({ owner_id });
  });

  it("of another tenant is not there", async () => {
    const other = await createTestTenant(ctx);
    const { prospect } = await createTestProspect(ctx, other);
    await expect(change(prospect.id, { notes: "x" })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("an edit on top of what somebody else has saved", () => {
  const bob: Actor = { ...actor, id: crypto.randomUUID(), label: "bob@example.test" };
  const changeAs = (by: Actor, prospectId: string, patch: ProspectPatch) =>
    changeProspect(ctx, { tenantId, actor: by, prospectId, patch });
  const storedOf = (id: string) =>
    ctx.forTenant(tenantId, (tx) =>
      tx.prospect.findUniqueOrThrow({ where: { id }, select: { phone: true, city: true } }),
    );

  async function made() {
    const { prospect } = await createTestProspect(
      ctx,
      tenantId,
      {},
      { phone: "1", enrichment: { custom: { fleet: "3" } } },
    );
    return prospect.id;
  }

  it("of the same field is a conflict that says who, what and what is stored; nothing is saved", async () => {
    const id = await made();
    await changeAs(bob, id, { phone: "2", base: { phone: "1" } });
    await change(id, { notes: "another field" });
    const late = change(id, { phone: "3", city: "Waco", base: { phone: "1", city: "Springfield" } });
    await expect(late).rejects.toMatchObject({
      code: "version_conflict",
      message: expect.stringContaining("bob@example.test"),
      details: {
        extra: {
          current: { phone: "2", city: "Springfield" },
          changes: [{ by: "bob@example.test", before: { phone: "1" }, after: { phone: "2" } }],
        },
      },
    });
    expect(await storedOf(id)).toEqual({ phone: "2", city: "Springfield" });
    expect(await change(id, { phone: "3", base: { phone: "2" } })).toMatchObject({ phone: "3" });
  });

  it("of a custom field is one, too, also where it was taken away", async () => {
    const id = await made();
    await changeAs(bob, id, { custom: { fleet: null } });
    const late = change(id, { custom: { fleet: "4" }, base: { custom: { fleet: "3" } } });
    await expect(late).rejects.toMatchObject({
      code: "version_conflict",
      details: { extra: { current: { custom: {} } } },
    });
    expect(await change(id, { custom: { fleet: "4" }, base: { custom: { fleet: null } } })).toMatchObject({
      custom: { fleet: "4" },
    });
  });

  it("of other fields, or to the same value, is saved beside it", async () => {
    const id = await made();
    await changeAs(bob, id, { phone: "2", city: "Waco" });
    const saved = await change(id, { phone: "2", company: "Air", base: { phone: "1" } });
    expect(saved).toMatchObject({ phone: "2", city: "Waco", company: "Air" });
  });

  it("that does not say what it saw is saved, as ever", async () => {
    const id = await made();
    await changeAs(bob, id, { phone: "2" });
    expect(await change(id, { phone: "3" })).toMatchObject({ phone: "3" });
  });

  it("of two at the same time is one saved and one told", async () => {
    const id = await made();
    const both = await Promise.allSettled(
      [actor, bob].map((by, index) => changeAs(by, id, { phone: `${index}0`, base: { phone: "1" } })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("an address", () => {
  it("is verified anew, with nothing on its way to the old one, and the mail goes to the new one", async () => {
    const { prospect, email } = await queuedProspect();
    const address = newAddress();
    const changed = await change(prospect.id, { email: address.toUpperCase() });
    expect(changed).toMatchObject({ email: address, hold_reason: "awaiting_verification", verified_at: null });
    expect(await emailOf(email.id)).toMatchObject({ status: "cancelled", status_reason: "address_changed" });
    expect((await runEngine(ctx, tenantId)).map((sent) => sent.to_email)).toContain(address);
  });

  it("in another spelling changes nothing but the spelling", async () => {
    const { prospect, email } = await queuedProspect();
    const spelled = (prospect.email ?? "").replace("@", "+sales@");
    expect(await change(prospect.id, { email: spelled })).toMatchObject({ email: spelled, email_verified: true });
    expect((await emailOf(email.id)).status).toBe("queued");
    await change(prospect.id, { status: "won" });
  });

  it("returns who had none, and null ends the mail until there is one", async () => {
    const data = { status: "no_verified_email", next_send_at: null, created_at: yesterday };
    const { prospect } = await createTestProspect(ctx, tenantId, data, { email: null, email_key: null });
    const address = newAddress();
    expect(await change(prospect.id, { email: address })).toMatchObject({
      status: "cold",
      hold_reason: "awaiting_verification",
    });
    expect(await change(prospect.id, { email: null })).toMatchObject({
      status: "no_verified_email",
      hold_reason: null,
    });
    expect((await runEngine(ctx, tenantId)).map((sent) => sent.to_email)).not.toContain(address);
  });

  it("does not by itself end a bounce", async () => {
    const { prospect } = await createTestProspect(ctx, tenantId, { status: "bounced", next_send_at: null });
    expect(await change(prospect.id, { email: newAddress() })).toMatchObject({ status: "bounced", next_send_at: null });
  });

  it("is refused when it is none, suppressed, or another prospect's", async () => {
    const { prospect } = await createTestProspect(ctx, tenantId);
    const { prospect: other } = await createTestProspect(ctx, tenantId);
    const suppressed = newAddress();
    const row = { tenant_id: tenantId, kind: "email", value: suppressed, reason: "unsubscribed", source: "test" };
    await ctx.forTenant(tenantId, (tx) => tx.suppression.create({ data: row }));
    for (const email of ["nobody", suppressed]) {
      await expect(change(prospect.id, { email })).rejects.toMatchObject({ code: "validation_failed" });
    }
    const taken = change(prospect.id, { email: (other.email ?? "").replace("@", "+x@") });
    await expect(taken).rejects.toMatchObject({ code: "conflict", details: { extra: { prospect_id: other.id } } });
  });

  it("goes to one of two prospects that get it at once", async () => {
    const two = [await createTestProspect(ctx, tenantId), await createTestProspect(ctx, tenantId)];
    const email = newAddress();
    const results = await Promise.allSettled(two.map(({ prospect }) => change(prospect.id, { email })));
    const refused = results.filter((result) => result.status === "rejected");
    expect(refused.map(({ reason }) => reason.code)).toEqual(["conflict"]);
  });
});

describe("a status of people's", () => {
  it("ends the sequence: what is queued is cancelled and nothing follows", async () => {
    const { prospect, email } = await queuedProspect();
    expect(await change(prospect.id, { status: "demo_scheduled" })).toMatchObject({
      status: "demo_scheduled",
      next_send_at: null,
      hold_reason: null,
    });
    expect(await emailOf(email.id)).toMatchObject({ status: "cancelled", status_reason: "status_changed" });
    expect((await runEngine(ctx, tenantId)).map((sent) => sent.to_email)).not.toContain(prospect.email);
    expect((await auditOf(prospect.id))[0]).toMatchObject({
      before: { status: "cold" },
      after: { status: "demo_scheduled" },
    });
  });
});
