import { z } from "zod";
import { recipientProviders } from "#lib/shared/recipient-provider.ts";

const count = z.int().min(0);
const rate = z.number().min(0).max(1).nullable();

const historyRanges = ["24h", "7d", "30d", "90d"] as const;

/** GET /api/{domains,mailboxes,connections}/{id}/history and /api/history */
export const historyQuery = z.strictObject({
  range: z.enum(historyRanges, `must be one of ${historyRanges.join(", ")}`).default("24h"),
  provider: z.enum(recipientProviders, `must be one of ${recipientProviders.join(", ")}`).optional(),
});
export type HistoryRange = (typeof historyRanges)[number];

const counts = {
  sent: count,
  delivered: count,
  bounced: count,
  complained: count,
  opened: count,
  clicked: count,
  blocked: count,
};

/** Fractions of what was sent; `open_rate` of what was delivered. null: nothing was sent, or opens could not be measured. */
const rates = {
  delivery_rate: rate,
  bounce_rate: rate,
  complaint_rate: rate,
  blocked_rate: rate,
  open_rate: rate,
};

const historyPoint = z.strictObject({
  /** when the hour or day begins */
  at: z.iso.datetime(),
  ...counts,
  ...rates,
  /** of an hour: as it stood at its end, on 24 hours; of a day: on its counts alone. null by provider, and where nothing was sent */
  score: z.number().min(0).max(100).nullable(),
});
export type HistoryPoint = z.infer<typeof historyPoint>;

/** A share of a sample with its one-sided 95 % Wilson bounds (SPEC §4). */
export const measured = z.strictObject({
  hits: count,
  of: count,
  rate: z.number().min(0).max(1),
  lower: z.number().min(0).max(1),
  upper: z.number().min(0).max(1),
});

const sums = {
  ...counts,
  /** null: nothing was sent, or opens could not be measured */
  bounce: measured.nullable(),
  complaint: measured.nullable(),
  block: measured.nullable(),
  open: measured.nullable(),
};

/** Where the guard or the score acts on a rate; null where nothing does. */
const line = z.strictObject({ throttled: z.number().nullable(), paused: z.number().nullable() }).nullable();

export const historyAnswer = z.strictObject({
  scope: z.strictObject({
    kind: z.enum(["global", "domain", "mailbox", "connection"]),
    id: z.uuid().nullable(),
    name: z.string().nullable(),
  }),
  range: z.enum(historyRanges),
  provider: z.enum(recipientProviders).nullable(),
  step: z.enum(["hour", "day"]),
  /** days are calendar days here */
  time_zone: z.string(),
  generated_at: z.iso.datetime(),
  /** oldest first, without gaps; the last one is still open */
  points: z.array(historyPoint),
  totals: z.strictObject(sums),
  /** the same range by who runs the recipients' mail; those that nothing was sent to are left out */
  providers: z.array(z.strictObject({ provider: z.enum(recipientProviders), ...sums })),
  lines: z.strictObject({ bounce_rate: line, complaint_rate: line, blocked_rate: line, open_rate: line }),
});
export type HistoryAnswer = z.infer<typeof historyAnswer>;
export type HistorySums = HistoryAnswer["totals"];
export type Measured = z.infer<typeof measured>;

const mostIds = 100;

/** GET /api/history/lines: small series for the rows of a table, by hours over 24 h or by days over 30 d. */
export const historyLinesQuery = z.strictObject({
  scope: z.enum(["domain", "mailbox", "connection"]),
  ids: z
    .string()
    .meta({ examples: ["019b76da-a800-7000-8000-000000000001,019b76da-a800-7000-8000-000000000002"] })
    .transform((text) => text.split(","))
    .pipe(z.array(z.uuid("must be ids, separated by commas")).min(1).max(mostIds, `at most ${mostIds} at once`)),
  range: z.enum(["24h", "30d"], "must be 24h or 30d").default("30d"),
});

export const historyLines = z.strictObject({
  /** the calendar days of the numbers, oldest first */
  days: z.array(z.iso.date()),
  /** when the hours of the numbers begin, oldest first; empty when the numbers are of days, as `days` is when they are of hours */
  hours: z.array(z.iso.datetime()),
  items: z.array(z.strictObject({ id: z.uuid(), sent: z.array(count), bounced: z.array(count) })),
});
export type HistoryLines = z.infer<typeof historyLines>;
