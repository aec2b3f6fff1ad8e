import { Prisma } from "#lib/db/generated/client.ts";
import type { Tx } from "#lib/db/types.ts";
import type { Settings, VersionedSettings } from "./contract.ts";

/** As the table holds it; numeric comes as text. */
type Row = Settings & { tenant_id: string; version: number; updated_at: Date; monthly_budget_usd: string | null };

/** The tenant's settings (SPEC §11). */
export function loadSettings(tx: Tx, tenantId: string): Promise<VersionedSettings> {
  return readSettings(tx, tenantId, Prisma.empty);
}

/** Settings, held against change until the transaction ends: what a hand-over relies on cannot be switched off under it. */
export function loadSettingsForShare(tx: Tx, tenantId: string): Promise<VersionedSettings> {
  return readSettings(tx, tenantId, Prisma.sql`FOR SHARE`);
}

async function readSettings(tx: Tx, tenantId: string, lock: Prisma.Sql): Promise<VersionedSettings> {
  const rows = await tx.$queryRaw<Row[]>`SELECT * FROM sales_engine_config WHERE tenant_id = ${tenantId}::uuid ${lock}`;
  const [row] = rows;
  if (!row) throw new Error("a tenant without settings");
  const { tenant_id: _tenant, monthly_budget_usd: budget, updated_at, ...rest } = row;
  return {
    ...rest,
    monthly_budget_usd: budget === null ? null : Number(budget),
    updated_at: updated_at.toISOString(),
  };
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
