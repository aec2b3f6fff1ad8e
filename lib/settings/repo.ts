import type { Tx } from "#lib/db/types.ts";
import type { Settings, VersionedSettings } from "./contract.ts";

type Row = Awaited<ReturnType<Tx["salesEngineConfig"]["findUniqueOrThrow"]>>;

function toSettings(row: Row): VersionedSettings {
  const { tenant_id: _tenant, monthly_budget_usd, updated_at, ...rest } = row;
  return {
    ...(rest as unknown as Settings & { version: number }),
    monthly_budget_usd: monthly_budget_usd === null ? null : Number(monthly_budget_usd),
    updated_at: updated_at.toISOString(),
  };
}

/** The tenant's settings (SPEC §11). */
export async function loadSettings(tx: Tx, tenantId: string): Promise<VersionedSettings> {
  return toSettings(await tx.salesEngineConfig.findUniqueOrThrow({ where: { tenant_id: tenantId } }));
}

/** Settings, held against change until the transaction ends: what a hand-over relies on cannot be switched off under it. */
export async function loadSettingsForShare(tx: Tx, tenantId: string): Promise<VersionedSettings> {
  await tx.$queryRaw`SELECT 1 FROM sales_engine_config WHERE tenant_id = ${tenantId}::uuid FOR SHARE`;
  return loadSettings(tx, tenantId);
}

/** Writes when the version still fits; false when somebody else was faster. */
export async function updateSettings(
  tx: Tx,
  tenantId: string,
  version: number,
  change: Partial<Settings>,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.salesEngineConfig.updateMany({
    where: { tenant_id: tenantId, version },
    data: { ...change, version: version + 1, updated_at: now },
  });
  return count === 1;
}
