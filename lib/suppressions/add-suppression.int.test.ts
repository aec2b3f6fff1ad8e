import { expect, it } from "vitest";
import { systemActor } from "#lib/shared/actor.ts";
import { createTestEmail, createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { addSuppression } from "./add-suppression.ts";
import { listSuppressions } from "./list-suppressions.ts";

const ctx = createTestContext();
const actor = systemActor("test");

it("takes effect at once: mail on its way is cancelled, the prospect is held, the change is audited", async () => {
  const tenantId = await createTestTenant(ctx);
  const mailbox = await createTestMailbox(ctx, tenantId);
  const { prospect, outreach } = await createTestProspect(ctx, tenantId);
  const queued = {
    status: "queued",
    sent_at: null,
    mailbox_id: mailbox.id,
    from_email: mailbox.from_email,
    to_email: prospect.email ?? "",
  };
  const email = await createTestEmail(ctx, tenantId, outreach.id, queued);
  const added = await addSuppression(ctx, {
    tenantId,
    actor,
    kind: "email",
    value: ` ${prospect.email?.toUpperCase()} `,
    note: "asked by phone",
  });
  expect(added).toMatchObject({ is_new: true, cancelled_sends: 1 });
  const [row, state, audit] = await ctx.forTenant(
    tenantId,
    async (tx) =>
      [
        await tx.outreachEmail.findUniqueOrThrow({ where: { id: email.id } }),
        await tx.outreach.findUniqueOrThrow({ where: { id: outreach.id } }),
        await tx.auditLog.findFirstOrThrow({ where: { action: "suppression.added" } }),
      ] as const,
  );
  expect([row.status, row.status_reason]).toEqual(["cancelled", "suppressed"]);
  expect([state.next_send_at, state.hold_reason]).toEqual([null, "suppressed"]);
  expect(audit).toMatchObject({ reason: "asked by phone", actor_label: "test" });
});

it("is no error the second time, and cancels mail to a recipient domain", async () => {
  const tenantId = await createTestTenant(ctx);
  const { outreach } = await createTestProspect(ctx, tenantId);
  const domain = `gone-${crypto.randomUUID().slice(0, 8)}.test`;
  await createTestEmail(ctx, tenantId, outreach.id, {
    status: "queued",
    sent_at: null,
    to_email: `x@${domain}`,
    recipient_domain: domain,
  });
  const first = await addSuppression(ctx, { tenantId, actor, kind: "domain", value: domain });
  const again = await addSuppression(ctx, { tenantId, actor, kind: "domain", value: `@${domain.toUpperCase()}` });
  expect([first.is_new, first.cancelled_sends, again.is_new, again.cancelled_sends]).toEqual([true, 1, false, 0]);
});

it("refuses what is no address or domain, naming the field", async () => {
  const tenantId = await createTestTenant(ctx);
  const add = (kind: "email" | "domain", value: string) => addSuppression(ctx, { tenantId, actor, kind, value });
  await expect(add("email", "nobody")).rejects.toMatchObject({
    code: "validation_failed",
    details: { errors: [{ field: "value" }] },
  });
  await expect(add("domain", "not a domain")).rejects.toMatchObject({ code: "validation_failed" });
});

it("lists newest first, page by page, by part of the value, and only one's own", async () => {
  const [tenantId, other] = [await createTestTenant(ctx), await createTestTenant(ctx)];
  for (const name of ["a", "b", "c"])
    await addSuppression(ctx, { tenantId, actor, kind: "email", value: `${name}@list.test` });
  const page = (cursor?: string) => listSuppressions(ctx, { tenantId, filter: { q: "LIST" }, limit: 2, cursor });
  const first = await page();
  const second = await page(first.next_cursor ?? undefined);
  expect([...first.items, ...second.items].map((item) => item.value)).toEqual([
    "c@list.test",
    "b@list.test",
    "a@list.test",
  ]);
  expect(second.next_cursor).toBeNull();
  expect((await listSuppressions(ctx, { tenantId: other, filter: {}, limit: 10, cursor: undefined })).items).toEqual(
    [],
  );
});
