import { z } from "zod";
import { suppressionListQuery } from "./contract.ts";

/** GET /api/suppressions/count and POST /api/suppressions/export: the filters of the list. */
export const suppressionFilter = suppressionListQuery.omit({ limit: true, cursor: true });

/** Counting stops there: `at_least` says that there are more. */
export const suppressionCount = z.object({ count: z.int(), at_least: z.boolean() });

/** POST /api/suppressions/{id}/remove */
export const removeSuppressionBody = z.strictObject({
  reason: z.string().trim().min(1, "say why it may be written to again").max(500, "must be at most 500 characters"),
});

/** 200 of POST /api/suppressions/import, a CSV in the field `file` with a column value, email or domain. */
export const suppressionsImported = z.object({
  rows: z.int(),
  added: z.int(),
  already_present: z.int(),
  /** neither an address nor a domain */
  invalid: z.int(),
  cancelled_sends: z.int(),
  /** lines of the file that are invalid, the first 20 */
  invalid_lines: z.array(z.int()),
});
export type SuppressionsImported = z.infer<typeof suppressionsImported>;
