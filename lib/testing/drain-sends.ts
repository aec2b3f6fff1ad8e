import type { EngineContext } from "#lib/engine/context.ts";
import { claimSend } from "#lib/sending/claim-send.ts";
import { generateEmail } from "#lib/sending/generate-email.ts";
import { handOverSend } from "#lib/sending/hand-over-send.ts";
import type { TestContext } from "./test-context.ts";

/** Works off what was published so far, as the job runner would: one message at a time per mailbox, mailboxes side by side. */
export async function drainSends(ctx: TestContext): Promise<void> {
  const queued = ctx.published.splice(0).flatMap((event) => (event.type === "emailQueued" ? [event] : []));
  const byMailbox = Map.groupBy(queued, (event) => event.mailboxId);
  await Promise.all(
    [...byMailbox.values()].map(async (events) => {
      for (const { tenantId, outreachEmailId } of events) await sendOne(ctx, tenantId, outreachEmailId);
    }),
  );
}

async function sendOne(ctx: EngineContext, tenantId: string, outreachEmailId: string): Promise<void> {
  const claimed = await claimSend(ctx, { tenantId, outreachEmailId });
  if (claimed.kind !== "claimed") return;
  const text = await generateEmail(ctx, claimed.claim);
  if (text.kind === "ready") await handOverSend(ctx, claimed.claim);
}

/** The ledger of a tenant, oldest first. */
export async function ledgerOf(ctx: EngineContext, tenantId: string) {
  return ctx.forTenant(tenantId, (tx) =>
    tx.outreachEmail.findMany({ where: { tenant_id: tenantId }, orderBy: { id: "asc" } }),
  );
}
