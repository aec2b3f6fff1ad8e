import { expect } from "vitest";
import type { EngineContext } from "#lib/engine/context.ts";
import { claimSend } from "#lib/sending/claim-send.ts";
import { generateEmail } from "#lib/sending/generate-email.ts";
import { handOverSend } from "#lib/sending/hand-over-send.ts";
import { runSequencer } from "#lib/sequencing/run-sequencer.ts";
import { verifyProspects } from "#lib/verification/verify-prospects.ts";

/** Verifies, plans, and hands over what is planned, as the jobs do. Returns the ledger rows that were sent. */
export async function runEngine(ctx: EngineContext, tenantId: string) {
  await verifyProspects(ctx, { tenantId });
  await runSequencer(ctx, { tenantId });
  const queued = await ctx.forTenant(tenantId, (tx) => tx.outreachEmail.findMany({ where: { status: "queued" } }));
  for (const { id } of queued) {
    const claim = await claimSend(ctx, { tenantId, outreachEmailId: id });
    if (claim.kind !== "claimed") throw new Error(`not claimed but ${JSON.stringify(claim)}`);
    expect(await generateEmail(ctx, claim.claim)).toEqual({ kind: "ready" });
    expect(await handOverSend(ctx, claim.claim)).toEqual({ kind: "sent" });
  }
  return ctx.forTenant(tenantId, (tx) =>
    tx.outreachEmail.findMany({ where: { id: { in: queued.map(({ id }) => id) } } }),
  );
}
