import { z } from "zod";
import { pageOf, pageQuery } from "#lib/http/paging.ts";
import { prospectFilters } from "./contract-filter.ts";
import { columnChoices, importResults, outreachStatuses, prospectSorts } from "./types.ts";

const time = z.string().nullable();

/** GET /api/prospects */
export const prospectListQuery = pageQuery.extend({
  ...prospectFilters,
  sort: z.enum(prospectSorts, `must be one of ${prospectSorts.join(", ")}`).default("-created"),
});
/** GET /api/prospects/count */
export const prospectCountQuery = z.strictObject(prospectFilters);
/** Counting stops there: `at_least` says that there are more. */
export const prospectCount = z.object({ count: z.int(), at_least: z.boolean() });

/** What comes next, in a code for machines and in few words for people. */
export const nextGlance = z.object({
  kind: z.enum(["scheduled", "queued", "held", "ended"]),
  /** its time has come; it waits for a run that takes it */
  is_due: z.boolean(),
  /** of what is due: not before then, where that is known, else since when it is due */
  at: time,
  reason: z.string().nullable(),
  /** why, in a few words; null when the time says it all */
  short: z.string().nullable(),
});
export type NextGlance = z.infer<typeof nextGlance>;

export const prospectItem = z.object({
  id: z.uuid(),
  name: z.string().nullable(),
  company: z.string().nullable(),
  email: z.string().nullable(),
  trade_type: z.string().nullable(),
  city: z.string().nullable(),
  state_code: z.string().nullable(),
  status: z.enum(outreachStatuses),
  outreach_sequence_step: z.int(),
  re_contact_cycle: z.int(),
  /** of a message on its way its own time; the order `next_send` puts such a prospect where planning looks again */
  next_send_at: time,
  hold_reason: z.string().nullable(),
  last_email_sent_at: time,
  campaign_id: z.uuid().nullable(),
  owner_id: z.uuid().nullable(),
  email_open_count: z.int(),
  total_emails_sent: z.int(),
  created_at: z.string(),
  next: nextGlance,
});

export const prospectPage = pageOf(prospectItem);

export type ProspectItem = z.infer<typeof prospectItem>;

/** What each column of the file is, in their order: `email,company,custom,ignore`. Left out, the titles decide. */
const columns = z
  .string()
  .max(8_000)
  .transform((text) => text.split(",").map((part) => part.trim()))
  .pipe(z.array(z.enum(columnChoices, `must be one of ${columnChoices.join(", ")}`)))
  .optional();

const mode = z.enum(["insert", "update"]).default("insert");

/** POST /api/prospects/imports */
export const importQuery = z.strictObject({
  campaign_id: z.uuid("must be the id of a campaign").optional(),
  mode,
  columns,
});

/** POST /api/prospects/imports/preview */
export const previewQuery = z.strictObject({ mode, columns });

export const importStarted = z.object({ import_id: z.uuid() });

/** Rows by what they did: new prospects, existing ones changed, all as it was, not taken. Together all rows that are done. */
export const importTotals = z.object({ added: z.int(), changed: z.int(), unchanged: z.int(), refused: z.int() });

/** GET /api/prospects/imports/{id} */
export const importItem = z.object({
  id: z.uuid(),
  filename: z.string(),
  mode: z.enum(["insert", "update"]),
  campaign_id: z.uuid().nullable(),
  status: z.enum(["receiving", "running", "done", "failed"]),
  total_rows: z.int(),
  done_rows: z.int(),
  /** by result */
  counts: z.record(z.string(), z.int()),
  totals: importTotals,
  error: z.string().nullable(),
  created_by: z.string().nullable(),
  created_at: z.string(),
  finished_at: time,
});

export const importPage = pageOf(importItem);
export type ImportItem = z.infer<typeof importItem>;

/** What people read for a result code. */
export const importResultLabels: Record<string, string> = importResults;
