import type { EngineContext } from "#lib/engine/context.ts";

/**
 * Tells the job runner that stored next sends may be out of date: settings, mailboxes or domains changed. A stored time can only delay
 * a send, never cause a wrong one, so a lost announcement is no reason to fail what was saved. Never inside a transaction.
 */
export async function announceChange(ctx: EngineContext, tenantId: string): Promise<void> {
  await ctx.publish([{ type: "settingsChanged", tenantId }]).catch((error: unknown) => {
    ctx.log.warn({ tenantId, reason: String(error) }, "the job runner could not be told of a change");
  });
}
