import { z } from "zod";

const rate = z.number().min(0).max(1).nullable();
const count = z.int().min(0);

/** Counts of 24 hours and the rates judged from them (SPEC §3); a rate of null was not measured. */
const metrics = z.strictObject({
  sent: count,
  delivered: count,
  bounced: count,
  complained: count,
  opened: count,
  clicked: count,
  blocked: count,
  delivery_rate: rate,
  bounce_rate: rate,
  complaint_rate: rate,
  open_rate: rate,
  /**
   * Counts of the rates that rest on hours that ended an hour ago or more, because notices trail their messages: a null in it, and all
   * when it is null, is a rate of the counts above.
   */
  settled: z
    .strictObject({ sent: count, delivered: count.nullable(), bounced: count.nullable(), complained: count.nullable() })
    .nullable(),
  delivered_inferred: z.boolean(),
  delivery_grace_applied: z.boolean(),
  open_tracking: z.boolean(),
  decided_by: z.string(),
  rests_on_opens: z.boolean(),
});

const reputation = {
  score: z.number().min(0).max(100),
  status: z.enum(["no_data", "warmup", "excellent", "good", "warning", "poor", "critical"]),
  throttle: z.enum(["normal", "reduced", "critical", "paused"]),
  metrics,
};

const guarded = {
  ...reputation,
  state: z.enum(["healthy", "watch", "throttled", "paused", "probation"]),
  /** code of lib/shared/reasons.ts; null for a state nobody set */
  state_reason: z.string().nullable(),
  state_since: z.iso.datetime().nullable(),
  /** what the state rests on: counts, bounds and window of the guard, or `{ by, note }` of a person */
  state_evidence: z.record(z.string(), z.unknown()).nullable(),
  /** what ends it: code of lib/shared/reasons.ts; null when nothing has to */
  state_release: z.string().nullable(),
  /** when a rest ends */
  state_releases_at: z.iso.datetime().nullable(),
  /** on probation: messages since the resume or the last bounce or complaint */
  state_clean_sends: count,
  /**
   * what may be used of a daily limit, as planning takes it: the harshest of what score and state let through, of a mailbox its domain's too.
   * `normal` all, `reduced` half, `critical` a quarter, `probation` a quota, `paused` nothing at present
   */
  speed: z.enum(["normal", "reduced", "critical", "probation", "paused"]),
};

/** Where a rate slows and where it stops a domain or mailbox, as fractions; of the open rate the floors. */
const line = z.strictObject({ throttled: z.number(), paused: z.number() });

/** GET /email-health: every sending domain and mailbox that is not archived, by name (SPEC §12). */
export const emailHealth = z.strictObject({
  generated_at: z.iso.datetime(),
  /** when the counters were read, if they could not be read now; null when they are of this moment */
  stale_since: z.iso.datetime().nullable(),
  lines: z.strictObject({ bounce_rate: line, complaint_rate: line, blocked_rate: line, open_rate: line }),
  global: z.strictObject(reputation),
  domains: z.array(
    z.strictObject({
      domain: z.string(),
      id: z.uuid(),
      ...guarded,
      /** what stops every mailbox of the domain */
      reason: z.string().nullable(),
    }),
  ),
  mailboxes: z.array(
    z.strictObject({
      from_email: z.string(),
      id: z.uuid(),
      domain: z.string(),
      is_active: z.boolean(),
      ...guarded,
      /** messages it may send today, 0 while it may not send: as in GET /api/mailboxes */
      cap_today: count,
      /** switched on, and passed over all the same because of score, throttle or guard */
      auto_deactivated: z.boolean(),
      /** its connection is stopped, whatever else holds it: no time ends that, only a person */
      connection_paused: z.boolean(),
      /** why it is passed over; null when it may send */
      reason: z.string().nullable(),
    }),
  ),
});
export type EmailHealthAnswer = z.infer<typeof emailHealth>;
