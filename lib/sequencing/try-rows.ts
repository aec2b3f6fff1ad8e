import type { Tx } from "#lib/db/types.ts";
import { AppError } from "#lib/errors/app-error.ts";
import type { LoadedSenders } from "#lib/sending/load-senders.ts";
import { decideRow, type RowDecision } from "./decide-row.ts";
import type { FactRow } from "./fact-row.ts";
import { loadBatchFacts, openTimetable } from "./load-batch.ts";
import { type RunFrame, runAllowance } from "./planning-state.ts";

/**
 * What planning would decide now about each of these prospects if it were the first in line, by outreach: the same policy over the same
 * facts, a few statements for any number; nothing is locked or written.
 */
export async function tryRows(
  tx: Tx,
  frame: RunFrame,
  senders: LoadedSenders,
  rows: readonly FactRow[],
): Promise<ReadonlyMap<string, RowDecision>> {
  if (rows.length === 0) return new Map();
  const { facts, ...others } = await loadBatchFacts(tx, frame, rows);
  const table = await openTimetable(tx, frame, rows, senders, { expected: 0, placed: 0 });
  table.expected = runAllowance(frame, senders, table.book).paced;
  const batch = { ...others, senders };
  return new Map(
    rows.map((row, index) => {
      const fact = facts[index];
      if (!fact) throw new AppError("internal", "A row came without its facts.");
      return [row.outreach_id, decideRow(row.outreach_id, row, fact, batch, frame, table)];
    }),
  );
}
