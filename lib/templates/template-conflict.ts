import { changesSince } from "#lib/audit/changes-since.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import type { TemplateView } from "./contract.ts";

/** The refusal of who edited an older version: with the template as it is now, and who changed what since, newest first. */
export async function templateConflict(
  ctx: Pick<EngineContext, "forTenant">,
  { tenantId, current, edited }: { tenantId: string; current: TemplateView; edited: number },
): Promise<AppError> {
  const target = { targetKind: "template", targetId: current.id } as const;
  const changes = await ctx.forTenant(tenantId, (tx) =>
    changesSince(tx, tenantId, target, { edited, current: current.version }),
  );
  const who = changes[0]?.by ?? "Somebody";
  const detail = `${who} changed the template meanwhile. Look at the current one and try again.`;
  return new AppError("version_conflict", detail, { extra: { current, changes } });
}
