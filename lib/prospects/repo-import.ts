import type { Tx } from "#lib/db/types.ts";
import type { ColumnTarget, ImportMode, ImportResult, ParsedProspect } from "./types.ts";

export type ImportRecord = {
  id: string;
  filename: string;
  mode: ImportMode;
  campaign_id: string | null;
  status: "receiving" | "running" | "done" | "failed";
  columns: ColumnTarget[];
  total_rows: number;
  done_rows: number;
  counts: Partial<Record<ImportResult, number>>;
  error: string | null;
  created_by: string | null;
  created_at: Date;
  finished_at: Date | null;
};

export type RowOutcome = { rowNumber: number; result: ImportResult; detail: string | null; prospectId: string | null };

/** A stored row: its cells, and already its outcome when the file itself could not be read there. */
export type StoredRow = { rowNumber: number; cells: string[]; problem?: string };

export async function insertImport(
  tx: Tx,
  tenantId: string,
  data: Pick<ImportRecord, "filename" | "mode" | "campaign_id" | "columns" | "created_by">,
): Promise<string> {
  const row = await tx.import.create({ data: { tenant_id: tenantId, ...data }, select: { id: true } });
  return row.id;
}

export async function appendRows(tx: Tx, tenantId: string, importId: string, rows: StoredRow[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO import_rows (tenant_id, import_id, row_number, data, result, detail)
    SELECT ${tenantId}::uuid, ${importId}::uuid, number, cells::jsonb, CASE WHEN problem IS NULL THEN NULL ELSE 'invalid_row' END, problem
    FROM unnest(${rows.map((r) => r.rowNumber)}::int[], ${rows.map((r) => JSON.stringify(r.cells))}::text[],
      ${rows.map((r) => r.problem ?? null)}::text[]) AS t (number, cells, problem)`;
}

/** The import, locked, so that two runs take turns; null when it does not exist for this tenant. */
export async function lockImport(tx: Tx, importId: string): Promise<ImportRecord | null> {
  const rows = await tx.$queryRaw<ImportRecord[]>`SELECT * FROM imports WHERE id = ${importId}::uuid FOR UPDATE`;
  return rows[0] ?? null;
}

export async function findImport(tx: Tx, importId: string): Promise<ImportRecord | null> {
  const rows = await tx.$queryRaw<ImportRecord[]>`SELECT * FROM imports WHERE id = ${importId}::uuid`;
  return rows[0] ?? null;
}

/** Newest first; `before` is the last id of the page before. */
export async function listImports(tx: Tx, limit: number, before: string | null): Promise<ImportRecord[]> {
  return tx.$queryRaw`
    SELECT * FROM imports WHERE tenant_id = (SELECT current_tenant_id()) AND (${before}::uuid IS NULL OR id < ${before}::uuid)
    ORDER BY id DESC LIMIT ${limit}`;
}

export async function updateImport(
  tx: Tx,
  importId: string,
  data: Partial<Pick<ImportRecord, "status" | "total_rows" | "error" | "finished_at">>,
): Promise<void> {
  await tx.import.update({ where: { id: importId }, data });
}

/** Counts the rows by result; the counts are a function of the rows, so a repeated batch cannot count twice. */
export async function refreshProgress(tx: Tx, importId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE imports SET done_rows = c.done, counts = c.counts
    FROM (SELECT COALESCE(sum(n), 0)::int AS done, COALESCE(jsonb_object_agg(result, n), '{}') AS counts
          FROM (SELECT result, count(*)::int AS n FROM import_rows WHERE import_id = ${importId}::uuid AND result IS NOT NULL GROUP BY result) r) c
    WHERE id = ${importId}::uuid`;
}

export async function nextRows(
  tx: Tx,
  importId: string,
  limit: number,
): Promise<{ row_number: number; data: string[] }[]> {
  return tx.$queryRaw`
    SELECT row_number, data FROM import_rows WHERE import_id = ${importId}::uuid AND result IS NULL ORDER BY row_number LIMIT ${limit}`;
}

export async function saveOutcomes(tx: Tx, importId: string, outcomes: RowOutcome[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE import_rows r SET result = t.result, detail = t.detail, prospect_id = t.prospect_id
    FROM unnest(${outcomes.map((o) => o.rowNumber)}::int[], ${outcomes.map((o) => o.result)}::text[], ${outcomes.map((o) => o.detail)}::text[],
      ${outcomes.map((o) => o.prospectId)}::uuid[]) AS t (row_number, result, detail, prospect_id)
    WHERE r.import_id = ${importId}::uuid AND r.row_number = t.row_number`;
}

export type ReportRow = { row_number: number; data: string[]; result: ImportResult | null; detail: string | null };

export async function reportRows(tx: Tx, importId: string, after: number, limit: number): Promise<ReportRow[]> {
  return tx.$queryRaw`
    SELECT row_number, data, result, detail FROM import_rows
    WHERE import_id = ${importId}::uuid AND row_number > ${after} ORDER BY row_number LIMIT ${limit}`;
}

export type KnownProspect = Pick<
  ParsedProspect,
  "email" | "name" | "company" | "phone" | "city" | "state_code" | "zip"
> & {
  id: string;
  email_key: string | null;
  source_place_id: string | null;
  is_of_import: boolean;
};

/**
 * Prospects with one of these identities, those without address and place id that have one of these companies or names, and whether
 * an earlier row of the same import came to them.
 */
export async function findKnownProspects(
  tx: Tx,
  tenantId: string,
  importId: string | null,
  by: { keys: string[]; placeIds: string[]; companies: string[]; names: string[] },
): Promise<KnownProspect[]> {
  return tx.$queryRaw`
    WITH known AS (
      SELECT id FROM prospects WHERE tenant_id = (SELECT ${tenantId}::uuid) AND email_key = ANY (${by.keys}::text[])
      UNION
      SELECT id FROM prospects WHERE tenant_id = (SELECT ${tenantId}::uuid) AND source_place_id = ANY (${by.placeIds}::text[])
      UNION
      SELECT id FROM prospects WHERE cardinality(${by.companies}::text[] || ${by.names}::text[]) > 0 AND tenant_id = (SELECT ${tenantId}::uuid)
        AND email IS NULL AND source_place_id IS NULL AND (company = ANY (${by.companies}::text[]) OR name = ANY (${by.names}::text[])))
    SELECT p.id, p.email, p.email_key, p.source_place_id, p.name, p.company, p.phone, p.city, p.state_code, p.zip,
      EXISTS (SELECT 1 FROM import_rows r WHERE r.import_id = ${importId}::uuid AND r.prospect_id = p.id) AS is_of_import
    FROM known k JOIN prospects p ON p.id = k.id`;
}

export type NewProspect = {
  email: string | null;
  email_key: string | null;
  fields: ParsedProspect;
  status: string;
  send_band: number;
  campaign_id: string | null;
};

/** Adds prospects and their outreach rows; an identity that somebody else added meanwhile is left out of the answer. */
export async function insertProspects(
  tx: Tx,
  tenantId: string,
  rows: NewProspect[],
  now: Date,
): Promise<{ index: number; prospect_id: string; outreach_id: string }[]> {
  const input = rows.map((row, index) => ({
    ...row.fields,
    index,
    id: null,
    email: row.email,
    email_key: row.email_key,
    priority: row.fields.priority ?? 0,
    enrichment: enrichmentOf(row.fields),
  }));
  const added = await tx.$queryRaw<{ id: string; index: number }[]>`
    WITH input AS (
      SELECT uuidv7() AS new_id, t.* FROM jsonb_to_recordset(${JSON.stringify(input)}::jsonb) AS t (index int, email text, email_key text, name text, company text, phone text,
        trade_type text, website text, city text, state_code text, zip text, google_rating numeric, review_count int, source_place_id text, email_source text,
        consent_basis text, priority int, notes text, enrichment jsonb)
    ), added AS (
      INSERT INTO prospects (id, tenant_id, email, email_key, name, company, phone, trade_type, website, city, state_code, zip, google_rating, review_count,
        source_place_id, email_source, consent_basis, priority, notes, enrichment, source, created_at, updated_at)
      SELECT new_id, ${tenantId}::uuid, email, email_key, name, company, phone, trade_type, website, city, state_code, zip, google_rating, review_count,
        source_place_id, email_source, consent_basis, priority, notes, enrichment, 'import', ${now}::timestamptz, ${now}::timestamptz FROM input ORDER BY index
      ON CONFLICT DO NOTHING RETURNING id
    ) SELECT a.id, i.index FROM added a JOIN input i ON i.new_id = a.id`;
  const outreach = added.map(({ id, index }) => ({ prospect_id: id, index, ...outreachOf(rows[index]) }));
  return tx.$queryRaw`
    WITH input AS (
      SELECT uuidv7() AS new_id, t.* FROM jsonb_to_recordset(${JSON.stringify(outreach)}::jsonb) AS t (prospect_id uuid, index int, status text, hold_reason text, send_band smallint, campaign_id uuid)
    ), added AS (
      INSERT INTO outreach (id, tenant_id, prospect_id, campaign_id, status, hold_reason, send_band, created_at, updated_at)
      SELECT new_id, ${tenantId}::uuid, prospect_id, campaign_id, status, hold_reason, send_band, ${now}::timestamptz, ${now}::timestamptz FROM input
      RETURNING id, prospect_id
    ) SELECT i.index, a.prospect_id, a.id AS outreach_id FROM added a JOIN input i ON i.new_id = a.id`;
}

function enrichmentOf(fields: ParsedProspect) {
  return Object.keys(fields.custom).length > 0 ? { custom: fields.custom } : {};
}

/** A cold prospect waits for verification until the next-send policy has spoken (in the same transaction). */
function outreachOf(row: NewProspect | undefined) {
  const status = row?.status ?? "cold";
  return {
    status,
    hold_reason: status === "cold" ? "awaiting_verification" : null,
    send_band: row?.send_band ?? 5,
    campaign_id: row?.campaign_id ?? null,
  };
}

/** Tells the planner what a bulk load changed: until autovacuum comes by it would plan for empty tables. */
export async function refreshStatistics(tx: Tx): Promise<void> {
  await tx.$executeRaw`ANALYZE prospects, outreach`;
}
