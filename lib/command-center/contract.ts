import { z } from "zod";
import { alertView } from "#lib/alerts/contract.ts";
import { recontactSummary } from "#lib/recontact/contract.ts";

const counts = z.object({
  sent: z.int(),
  delivered: z.int(),
  /** delivered messages whose opens can be measured: what the opened are a share of */
  measurable: z.int(),
  opened: z.int(),
  clicked: z.int(),
  replied: z.int(),
  bounced: z.int(),
  complained: z.int(),
});

/** A sending domain or mailbox that does not send at full speed, and why. */
const trouble = z.object({
  kind: z.enum(["domain", "mailbox"]),
  id: z.uuid(),
  name: z.string(),
  state: z.enum(["healthy", "watch", "throttled", "paused", "probation"]),
  /** of the score */
  throttle: z.enum(["normal", "reduced", "critical", "paused"]),
  score: z.number(),
  /** of the score: `no_data` and `warmup` had too little mail in 24 hours to judge */
  status: z.enum(["no_data", "warmup", "excellent", "good", "warning", "poor", "critical"]),
  /** what holds it, in words, and what ends that */
  reason: z.string(),
  clears: z.string(),
  since: z.string().nullable(),
  releases_at: z.string().nullable(),
  href: z.string(),
});

/** `in_trouble`: of lib/shared/in-trouble.ts */
const healthInBrief = z.object({
  domains: z.object({ total: z.int(), in_trouble: z.int() }),
  /** `may_send`: switched on and not passed over */
  mailboxes: z.object({ total: z.int(), may_send: z.int(), in_trouble: z.int() }),
  /** the gravest; mailboxes that only share their domain's trouble are left out */
  trouble: z.array(trouble),
  more: z.int(),
});

/** `no_sender`: there are active mailboxes, and none of them may send; `limit_reached`: the tenant's own limit of the day; `day_used_up`: what caps, warm-up and health allow of it. */
export const engineStates = z.enum([
  "sending",
  "off",
  "paused",
  "no_postal_address",
  "no_mailbox",
  "no_sender",
  "window_closed",
  "limit_reached",
  "day_used_up",
]);

/** What the activity is about: mail that left and came back undelivered, what people did with it, health, jobs, and changes by people. */
const activityGroups = z.enum(["mail", "answers", "health", "jobs", "changes"]);

/** GET /api/command-center (SPEC §12) */
export const commandCenter = z.object({
  generated_at: z.string(),
  /** with more than 100,000 prospects: when prospects and messages were last counted, at most a minute ago; else null */
  counted_at: z.string().nullable(),
  engine: z.object({
    state: engineStates,
    sentence: z.string(),
    window_opens_at: z.string().nullable(),
    send_timezone: z.string(),
    is_simulated: z.boolean(),
    /** told whatever the state: without one nothing is sent */
    has_postal_address: z.boolean(),
    last_run: z
      .object({ id: z.uuid(), status: z.string(), finished_at: z.string().nullable(), counts: z.unknown() })
      .nullable(),
  }),
  pipeline: z.object({
    /**
     * `sent`: handed over, of them `unknown` of which nobody knows the outcome; `reserved`: planned or sent; `allowance`: that and what health, caps and warm-up still let be planned today
     */
    today: counts.extend({
      day: z.string(),
      daily_email_limit: z.int(),
      reserved: z.int(),
      queued: z.int(),
      unknown: z.int(),
      allowance: z.int(),
    }),
    /** the last 30 days including today, oldest first, days of send_timezone */
    days: z.array(counts.extend({ day: z.string() })),
    last_30_days: counts,
    previous_30_days: counts,
  }),
  /** prospects by status */
  funnel: z.array(z.object({ status: z.string(), count: z.int() })),
  /** prospects without a next send, by reason */
  held: z.array(z.object({ reason: z.string(), label: z.string(), count: z.int() })),
  /** the messages of `last_30_days` by step of the sequence; win-backs and answers to prospects have step 0 */
  steps: z.array(counts.extend({ kind: z.enum(["sequence", "winback", "reply"]), step: z.int() })),
  /** null when reputation cannot be read */
  health: healthInBrief.nullable(),
  alerts: z.array(
    alertView
      .pick({
        id: true,
        severity: true,
        scope: true,
        title: true,
        detail: true,
        todo: true,
        clears: true,
        evidence: true,
        opened_at: true,
        href: true,
      })
      .extend({ code: z.string() }),
  ),
  /** newest first: the newest 20, and the newest 20 of each group */
  activity: z.array(
    z.object({
      at: z.string(),
      group: activityGroups,
      kind: z.string(),
      text: z.string(),
      href: z.string().nullable(),
    }),
  ),
  recontact_stats: recontactSummary,
});

export type CommandCenter = z.infer<typeof commandCenter>;
export type ActivityGroup = z.infer<typeof activityGroups>;
export type HealthInBrief = z.infer<typeof healthInBrief>;
export type MessageCounts = z.infer<typeof counts>;
