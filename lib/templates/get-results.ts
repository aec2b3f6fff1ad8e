import type { EngineContext } from "#lib/engine/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import type { TemplateResults } from "./contract-results.ts";
import { readTemplateResults } from "./read-results.ts";
import { findTemplate } from "./repo.ts";

/** What became of the messages in a template's words. @throws AppError not_found */
export async function getTemplateResults(
  ctx: Pick<EngineContext, "forTenant" | "now">,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<TemplateResults> {
  return ctx.forTenant(tenantId, async (tx) => {
    const isThere = await findTemplate(tx, tenantId, id);
    const results = isThere && (await readTemplateResults(ctx, tx, { tenantId, ids: [id] })).get(id);
    if (!results) throw notFound("template");
    return results;
  });
}
