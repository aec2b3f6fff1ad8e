import { z } from "zod";
import { recontactStatsSummary } from "#lib/recontact/contract.ts";

const counts = z.object({
  sent: z.int(),
  delivered: z.int(),
  opened: z.int(),
  clicked: z.int(),
  replied: z.int(),
  bounced: z.int(),
  complained: z.int(),
});

/** GET /api/command-center (SPEC §12) */
export const commandCenter = z.object({
  generated_at: z.string(),
  engine: z.object({
    state: z.enum(["sending", "off", "paused", "no_postal_address", "no_mailbox", "window_closed", "limit_reached"]),
    sentence: z.string(),
    window_opens_at: z.string().nullable(),
    send_timezone: z.string(),
    is_simulated: z.boolean(),
    last_run: z
      .object({ id: z.uuid(), status: z.string(), finished_at: z.string().nullable(), counts: z.unknown() })
      .nullable(),
  }),
  pipeline: z.object({
    today: counts.extend({ day: z.string(), daily_email_limit: z.int(), reserved: z.int(), queued: z.int() }),
    /** the last 30 days including today, oldest first, days of send_timezone */
    days: z.array(counts.extend({ day: z.string() })),
    last_30_days: counts,
    previous_30_days: counts,
  }),
  /** prospects by status */
  funnel: z.array(z.object({ status: z.string(), count: z.int() })),
  /** prospects without a next send, by reason */
  held: z.array(z.object({ reason: z.string(), label: z.string(), count: z.int() })),
  /** messages of the last 30 days by step */
  steps: z.array(counts.extend({ step: z.int() })),
  alerts: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(["critical", "warning", "info"]),
      title: z.string(),
      detail: z.string(),
      href: z.string(),
    }),
  ),
  activity: z.array(z.object({ at: z.string(), kind: z.string(), text: z.string(), href: z.string().nullable() })),
  recontact_stats: recontactStatsSummary,
});

export type CommandCenter = z.infer<typeof commandCenter>;
export type MessageCounts = z.infer<typeof counts>;
