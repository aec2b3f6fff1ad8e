import { createTestEmail, createTestProspect } from "./factory.ts";
import type { TestContext } from "./test-context.ts";

/** What planning suites share: prospects that are due, and what became of them. */
export function planningWorld(ctx: TestContext) {
  const hoursAgo = (hours: number) => new Date(ctx.now().getTime() - hours * 3_600_000);

  const ledgerOf = (tenantId: string) =>
    ctx.forTenant(tenantId, (tx) =>
      tx.outreachEmail.findMany({ where: { status: "queued" }, orderBy: { scheduled_at: "asc" } }),
    );

  const outreachOf = (tenantId: string, id: string) =>
    ctx.forTenant(tenantId, (tx) => tx.outreach.findUniqueOrThrow({ where: { id } }));

  /** `count` new prospects that are due since an hour. */
  async function dueProspects(tenantId: string, count: number, outreach: object = {}, prospect: object = {}) {
    const made = [];
    for (let n = 0; n < count; n += 1) {
      const since = { created_at: hoursAgo(1), next_send_at: hoursAgo(1) };
      made.push(await createTestProspect(ctx, tenantId, { ...since, ...outreach }, prospect));
    }
    return made.map(({ outreach: row, prospect: profile }) => ({ id: row.id, email: profile.email }));
  }

  /** A prospect whose `step` messages came from `mailboxId`, the last one 200 h ago. */
  async function contacted(
    tenantId: string,
    mailboxId: string | null,
    step: number,
    outreach: object = {},
    email: object = {},
  ) {
    const state = { status: "contacted", outreach_sequence_step: step, last_email_sent_at: hoursAgo(200) };
    const [made] = await dueProspects(tenantId, 1, { ...state, ...outreach });
    const id = made?.id ?? "";
    const sent = [];
    for (let number = 1; number <= step; number += 1) {
      const sentAt = hoursAgo(200 + (step - number) * 72);
      const data = { sequence_step: number, mailbox_id: mailboxId, sent_at: sentAt, ...email };
      sent.push(await createTestEmail(ctx, tenantId, id, data));
    }
    return { id, sent };
  }

  return { hoursAgo, ledgerOf, outreachOf, dueProspects, contacted };
}
