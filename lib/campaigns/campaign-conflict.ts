import { changesSince } from "#lib/audit/changes-since.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import type { CampaignView } from "./contract.ts";

/** The refusal of who edited an older version: with the campaign as it is now, and who changed what since, newest first. */
export async function campaignConflict(
  ctx: Pick<EngineContext, "forTenant">,
  { tenantId, current, edited }: { tenantId: string; current: CampaignView; edited: number },
): Promise<AppError> {
  const target = { targetKind: "campaign", targetId: current.id } as const;
  const changes = await ctx.forTenant(tenantId, (tx) =>
    changesSince(tx, tenantId, target, { edited, current: current.version }),
  );
  const who = changes[0]?.by ?? "Somebody";
  const detail = `${who} changed the campaign meanwhile. Look at the current one and try again.`;
  return new AppError("version_conflict", detail, { extra: { current, changes } });
}
