import type { EngineContext } from "#lib/engine/context.ts";
import type { VersionedSettings } from "./contract.ts";
import { loadSettings } from "./repo.ts";

/** The tenant's settings with their version. */
export async function getSettings(
  ctx: Pick<EngineContext, "forTenant">,
  { tenantId }: { tenantId: string },
): Promise<VersionedSettings> {
  return ctx.forTenant(tenantId, (tx) => loadSettings(tx, tenantId));
}
