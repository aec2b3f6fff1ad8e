import { z } from "zod";
import { importTotals } from "./contract.ts";
import { columnChoices } from "./types.ts";

const counts = z.record(z.string(), z.int());

/** POST /api/prospects/imports/preview: what an import of this file would do. Nothing is stored. */
export const importPreview = z.object({
  columns: z.array(
    z.object({
      title: z.string(),
      /** what it was said to be, else what its title says */
      choice: z.enum(columnChoices),
      /** the first values that are there */
      samples: z.array(z.string()),
    }),
  ),
  /** why these columns cannot be imported; everything below is empty then */
  problem: z.string().nullable(),
  total_rows: z.int(),
  /** rows that cannot be read, by result, over the whole file */
  unreadable: counts,
  /** the first of them, each with all that is wrong with it; rows count as in the file, the header is row 1 */
  problems: z.array(z.object({ row: z.int(), result: z.string(), detail: z.string() })),
  /**
   * the first rows, judged against the prospects and suppressions of now. `counts` by result and `totals` by what they do; `updated`
   * and `changed` are the most it can be
   */
  judged: z.object({ rows: z.int(), counts, totals: importTotals }),
  /** the first rows as they stand in the file, with what becomes of them */
  first_rows: z.array(
    z.object({ row: z.int(), cells: z.array(z.string()), result: z.string(), detail: z.string().nullable() }),
  ),
});

export type ImportPreview = z.infer<typeof importPreview>;
