import type { EngineContext } from "#lib/engine/context.ts";
import { inOneForAll } from "#lib/tenancy/across-tenants.ts";
import { selectSealedColumns } from "./repo-sealed.ts";
import { type ColumnReport, resealColumn } from "./reseal-column.ts";
import { providerBox, secondFactorBox } from "./sealed-boxes.ts";

/** What the sign-in library seals with AUTH_SECRET. */
const secondFactorColumns = [
  { table: "two_factors", column: "backup_codes" },
  { table: "two_factors", column: "secret" },
] as const;

/**
 * After a change of ENCRYPTION_KEY or AUTH_SECRET: seals every stored secret anew with the current one, opening it with the former
 * ones. May run beside the product, be cut off, and run again.
 * @param authSecrets AUTH_SECRET, then AUTH_SECRETS_OLD
 */
export async function resealSecrets(
  ctx: Pick<EngineContext, "acrossTenants" | "config">,
  authSecrets: readonly [string, ...string[]],
  onBatch?: (report: ColumnReport) => void,
): Promise<ColumnReport[]> {
  const reports: ColumnReport[] = [];
  for (const place of await inOneForAll(ctx, selectSealedColumns)) {
    reports.push(await resealColumn(ctx, place, providerBox(ctx.config), onBatch));
  }
  for (const place of secondFactorColumns) {
    reports.push(await resealColumn(ctx, place, secondFactorBox(authSecrets), onBatch));
  }
  return reports;
}
