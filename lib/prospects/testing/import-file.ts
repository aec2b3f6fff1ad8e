import type { EngineContext } from "#lib/engine/context.ts";
import { systemActor } from "#lib/shared/actor.ts";
import type { ImportItem } from "../contract.ts";
import { getImport } from "../get-import.ts";
import { processImport } from "../process-import.ts";
import { type ImportRequest, receiveImport } from "../receive-import.ts";
import { reportImport } from "../report-import.ts";

type Options = Partial<Omit<ImportRequest, "tenantId">>;

async function* oneChunk(content: string | Uint8Array) {
  yield Buffer.from(content);
}

/** Uploads a file for a tenant; nothing is worked off yet. Returns the import's id. */
export function uploadFile(
  ctx: EngineContext,
  tenantId: string,
  content: string | Uint8Array,
  options: Options = {},
): Promise<string> {
  const chunks = oneChunk(content);
  const actor = systemActor("test");
  return receiveImport(ctx, {
    tenantId,
    actor,
    filename: "list.csv",
    mode: "insert",
    campaignId: null,
    chunks,
    ...options,
  });
}

/** Uploads a file and works it off. */
export async function importFile(
  ctx: EngineContext,
  tenantId: string,
  content: string | Uint8Array,
  options: Options = {},
): Promise<ImportItem> {
  const importId = await uploadFile(ctx, tenantId, content, options);
  await processImport(ctx, { tenantId, importId });
  return getImport(ctx, { tenantId, importId });
}

/** The report of an import as one text. */
export async function readReport(ctx: EngineContext, tenantId: string, importId: string): Promise<string> {
  return (await Array.fromAsync(await reportImport(ctx, { tenantId, importId }))).join("");
}

/** Each row's result in the order of the file. */
export async function resultsOf(ctx: EngineContext, tenantId: string, importId: string): Promise<(string | null)[]> {
  const rows = await ctx.forTenant(tenantId, (tx) =>
    tx.importRow.findMany({ where: { import_id: importId }, orderBy: { row_number: "asc" } }),
  );
  return rows.map((row) => row.result);
}
