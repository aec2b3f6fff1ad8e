import { retryOnConflict } from "#lib/db/retry-on-conflict.ts";
import type { Database, Tx } from "#lib/db/types.ts";
import { inOneForAll } from "#lib/tenancy/across-tenants.ts";
import { lockSealed, type SealedColumn, type SealedRow, selectSealed, updateSealed } from "./repo-sealed.ts";
import type { Box } from "./sealed-boxes.ts";
import { resealBatchRows } from "./thresholds.ts";

type Unreadable = { id: string; why: string };
export type ColumnReport = {
  /** `table.column` */
  column: string;
  /** rows that a former key had sealed, and that the current one has sealed now */
  resealed: number;
  /** rows that the current key had sealed already */
  current: number;
  /** rows that no key opens: they stay as they are */
  unreadable: Unreadable[];
};

/**
 * Seals every secret of a column anew with the current key, a short transaction a batch, only rows that need it locked. What is done
 * stays done when it is cut off; the next run finds the rest.
 * @param onBatch is told how far it is after each batch is kept
 */
export async function resealColumn(
  db: Pick<Database, "acrossTenants">,
  place: SealedColumn,
  box: Box,
  onBatch: (report: ColumnReport) => void = () => {},
): Promise<ColumnReport> {
  const report: ColumnReport = { column: `${place.table}.${place.column}`, resealed: 0, current: 0, unreadable: [] };
  let after: string | null = null;
  for (;;) {
    const from: string | null = after;
    const batch: Batch = await retryOnConflict(() => inOneForAll(db, (tx) => resealBatch(tx, place, box, from)));
    report.resealed += batch.resealed;
    report.current += batch.current;
    report.unreadable.push(...batch.unreadable);
    if (batch.last === null) return report;
    after = batch.last;
    onBatch(report);
  }
}

type Batch = Omit<ColumnReport, "column"> & { last: string | null };

async function resealBatch(tx: Tx, place: SealedColumn, box: Box, after: string | null): Promise<Batch> {
  const rows = await selectSealed(tx, place, { after, limit: resealBatchRows });
  const batch: Batch = { resealed: 0, current: 0, unreadable: [], last: rows.at(-1)?.id ?? null };
  const stale: string[] = [];
  for (const row of rows) {
    const opened = await openRow(box, row, batch.unreadable);
    if (opened?.isCurrent) batch.current += 1;
    else if (opened) stale.push(row.id);
  }
  if (stale.length === 0) return batch;
  // Somebody may have changed one since it was read: what is sealed anew is what the lock shows.
  for (const row of await lockSealed(tx, place, stale)) {
    const opened = await openRow(box, row, batch.unreadable);
    if (opened?.isCurrent) batch.current += 1;
    if (!opened || opened.isCurrent) continue;
    await updateSealed(tx, place, { id: row.id, stored: await opened.seal() });
    batch.resealed += 1;
  }
  return batch;
}

async function openRow(box: Box, row: SealedRow, unreadable: Unreadable[]) {
  try {
    return await box.open(row.stored);
  } catch (error) {
    unreadable.push({ id: row.id, why: (error as Error).message });
    return null;
  }
}
