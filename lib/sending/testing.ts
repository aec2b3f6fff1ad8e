import type { EngineContext } from "#lib/engine/context.ts";
import { createTestEmail, createTestMailbox, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { claimSend } from "./claim-send.ts";
import { generateEmail } from "./generate-email.ts";
import type { Claim } from "./types.ts";

type Parameters2<F> = F extends (ctx: never, tenantId: never, first: infer A, second: infer B) => unknown
  ? [A, B]
  : never;
type ProspectData = Parameters2<typeof createTestProspect>;

/** A tenant, mailbox, prospect and a queued step-1 message that is due now, with its capacity reserved for today. */
export async function createQueuedSend(
  ctx: EngineContext,
  given: {
    tenantId?: string;
    settings?: Parameters<typeof createTestTenant>[1];
    mailbox?: Parameters<typeof createTestMailbox>[2];
    outreach?: ProspectData[0];
    prospect?: ProspectData[1];
    email?: Parameters<typeof createTestEmail>[3];
  } = {},
) {
  const tenantId = given.tenantId ?? (await createTestTenant(ctx, given.settings));
  const mailbox = await createTestMailbox(ctx, tenantId, given.mailbox);
  const { prospect, outreach } = await createTestProspect(ctx, tenantId, given.outreach, given.prospect);
  const email = await createTestEmail(ctx, tenantId, outreach.id, {
    status: "queued",
    sequence_step: outreach.outreach_sequence_step + 1,
    re_contact_cycle: outreach.re_contact_cycle,
    mailbox_id: mailbox.id,
    from_email: mailbox.from_email,
    to_email: prospect.email ?? "",
    recipient_domain: prospect.email?.split("@")[1] ?? "",
    subject: null,
    body_text: null,
    sent_at: null,
    open_tracked: false,
    capacity_day: new Date(`${ctx.now().toISOString().slice(0, 10)}T00:00:00Z`),
    ...given.email,
  } as never);
  await ctx.forTenant(tenantId, async (tx) => {
    const day = email.capacity_day ?? ctx.now();
    const kinds: [string, string][] = [
      ["tenant", ""],
      ["domain", mailbox.sending_domain_id],
      ["mailbox", mailbox.id],
      ["recipient_domain", email.recipient_domain],
    ];
    for (const [kind, key] of kinds) {
      const id = { tenant_id: tenantId, day, kind, key };
      await tx.capacityDay.upsert({
        where: { tenant_id_day_kind_key: id },
        create: { ...id, used: 1 },
        update: { used: { increment: 1 } },
      });
    }
  });
  return { tenantId, mailbox, prospect, outreach, email };
}

type Sent = { tenantId: string; email: { id: string } };

/** Claims a queued message that must be there to claim. */
export async function claimed(ctx: EngineContext, { tenantId, email }: Sent): Promise<Claim> {
  const result = await claimSend(ctx, { tenantId, outreachEmailId: email.id });
  if (result.kind !== "claimed") throw new Error(`not claimed but ${JSON.stringify(result)}`);
  return result.claim;
}

/** Claims a queued message and writes its text. */
export async function claimedAndWritten(ctx: EngineContext, sent: Sent): Promise<Claim> {
  const claim = await claimed(ctx, sent);
  const written = await generateEmail(ctx, claim);
  if (written.kind !== "ready") throw new Error(`not written but ${JSON.stringify(written)}`);
  return claim;
}

/** The ledger row and the outreach row as they are now, and how much of the day's capacity is used. */
export async function stateOf(ctx: EngineContext, { tenantId, email }: Sent) {
  return ctx.forTenant(tenantId, async (tx) => {
    const row = await tx.outreachEmail.findUniqueOrThrow({ where: { id: email.id } });
    const outreach = await tx.outreach.findUniqueOrThrow({ where: { id: row.outreach_id } });
    const used = await tx.capacityDay.findMany({ where: { tenant_id: tenantId, kind: "tenant" } });
    return { row, outreach, capacityUsed: used.reduce((sum, day) => sum + day.used, 0) };
  });
}
