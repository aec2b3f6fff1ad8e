import type { EngineContext } from "#lib/engine/context.ts";

/**
 * After a state of a scope has changed: who was put off is planned anew. Never throws; if the job runner is away, their stored retry
 * time does it later.
 */
export async function tellStatesChanged(ctx: EngineContext, tenantId: string): Promise<void> {
  await ctx.publish([{ type: "statesChanged", tenantId }]).catch((error: unknown) => {
    ctx.log.warn({ err: error, tenantId }, "the job runner was not told of a health change");
  });
}
