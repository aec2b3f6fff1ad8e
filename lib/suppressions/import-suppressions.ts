import { writeAudit } from "#lib/audit/write-audit.ts";
import type { CsvRow } from "#lib/csv/csv-records.ts";
import { readCsv } from "#lib/csv/read-csv.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { invalidField } from "#lib/errors/app-error.ts";
import { cancelOpenSends } from "#lib/sending/cancel-open-sends.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import type { Actor } from "#lib/shared/actor.ts";
import { storableText } from "#lib/shared/storable-text.ts";
import type { SuppressionsImported } from "./contract-change.ts";
import { suppressionOf } from "./policy/suppression-of.ts";
import { suppressMany } from "./suppress.ts";
import type { SuppressionEntry } from "./types.ts";

const batchSize = 500;
const mostLinesNamed = 20;

type Request = {
  tenantId: string;
  actor: Actor;
  filename: string;
  chunks: AsyncIterable<Uint8Array>;
  requestId?: string;
};
type Valid = Pick<SuppressionEntry, "kind" | "value">;

/**
 * Suppresses every address and domain of a CSV file, batch by batch, each with the mail it stops in one transaction: what is taken in
 * holds and is in the audit log, also when the upload breaks off. Reasons in the file are not believed: all are manual, so an admin may lift them.
 * @throws AppError validation_failed when the file has no column that holds addresses or domains
 */
export async function importSuppressions(ctx: EngineContext, request: Request): Promise<SuppressionsImported> {
  const rows = readCsv(request.chunks);
  const result = {
    rows: 0,
    added: 0,
    already_present: 0,
    invalid: 0,
    cancelled_sends: 0,
    invalid_lines: [] as number[],
  };
  let isWhole = false;
  try {
    const header = await rows.next();
    const column = columnOf(header.done ? undefined : header.value);
    let batch: Valid[] = [];
    for await (const row of rows) {
      result.rows += 1;
      const entry = "problem" in row ? null : suppressionOf(row.cells[column] ?? "");
      if (entry) batch.push(entry);
      else noteInvalid(result, row.line);
      if (batch.length < batchSize) continue;
      await take(ctx, request, batch, result);
      batch = [];
    }
    await take(ctx, request, batch, result);
    isWhole = true;
  } finally {
    await rows.return(undefined);
    if (isWhole || result.added > 0) {
      await ctx.forTenant(request.tenantId, (tx) => audit(tx, request, { ...result, is_whole: isWhole }));
    }
  }
  return result;
}

function noteInvalid(result: SuppressionsImported, line: number): void {
  result.invalid += 1;
  if (result.invalid_lines.length < mostLinesNamed) result.invalid_lines.push(line);
}

function columnOf(header: CsvRow | undefined): number {
  if (!header || "problem" in header) throw invalidField("file", "The first row must name the columns.");
  const titles = header.cells.map((title) => title.trim().toLowerCase());
  const column = ["value", "email", "domain"].map((title) => titles.indexOf(title)).find((index) => index >= 0);
  if (column === undefined) throw invalidField("file", "Name the column with the addresses value, email or domain.");
  return column;
}

async function take(ctx: EngineContext, request: Request, batch: Valid[], result: SuppressionsImported) {
  if (batch.length === 0) return;
  const { tenantId, actor } = request;
  const now = ctx.now();
  const entries = batch.map((entry) => ({
    ...entry,
    reason: "manual" as const,
    source: "import",
    addedBy: actor.label,
  }));
  await ctx.forTenant(tenantId, async (tx) => {
    const { added, outreachIds } = await suppressMany(tx, tenantId, entries, now);
    const cancelled = await cancelOpenSends(tx, { tenantId, outreachIds, reason: "suppressed", now });
    await recomputeNextSend(tx, { tenantId, outreachIds, now });
    result.added += added;
    result.already_present += batch.length - added;
    result.cancelled_sends += cancelled;
  });
}

type Taken = SuppressionsImported & { is_whole: boolean };

async function audit(tx: Tx, { tenantId, actor, filename, requestId }: Request, result: Taken) {
  const { invalid_lines: _lines, ...counts } = result;
  const target = { targetKind: "suppressions", targetId: null };
  const after = { filename: storableText(filename, 200), ...counts };
  await writeAudit(tx, { tenantId, actor, requestId, action: "suppressions.imported", ...target, after });
}
