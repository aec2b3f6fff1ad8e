import { z } from "zod";
import type { LoggedChange } from "#lib/audit/contract.ts";
import { campaignView } from "#lib/campaigns/contract.ts";
import { nextGlance, prospectItem } from "./contract.ts";

const time = z.string().nullable();

/** Mailboxes that were passed over for one reason; `mailboxes` names the first of them, with their score (0…100) then. */
const passedOver = z.object({
  reason: z.string(),
  label: z.string(),
  clears: z.string(),
  count: z.int(),
  mailboxes: z.array(z.object({ from_email: z.string(), score: z.number().nullable() })),
});
export type PassedOver = z.infer<typeof passedOver>;

/** Why and when next, in a code for machines and in words for people. */
const nextStep = nextGlance.extend({
  sentence: z.string(),
  clears: z.string().nullable(),
  /**
   * the mailbox of its cycle, where that cannot send at present: when its pauses have ended by themselves (null: not known), and from
   * when another mailbox may go on in its place
   */
  waits_for: z
    .object({ mailbox_id: z.uuid(), from_email: z.string(), back_at: time, take_over_at: z.string() })
    .nullable(),
  /** why at that moment and not before */
  because: z.string().nullable(),
  /** why nothing goes out today; null when something may */
  not_today: z.string().nullable(),
  /** from when re-contact may take it, if nothing else does before; null where it does not end this, or does not come */
  recontact_at: time,
  /**
   * of what re-contact ends: the first daily run that finds the prospect rested, where it may take it (its daily limit may leave it to a
   * later one), or why none does; null for what re-contact does not end
   */
  recontact: z
    .object({
      is_rested: z.boolean(),
      run_at: time,
      /** how many may return a day, oldest last email first; null without a limit */
      daily_release: z.int().nullable(),
      refusal: z.object({ reason: z.string(), label: z.string(), clears: z.string() }).nullable(),
    })
    .nullable(),
  /** the act of a person by which it stands where it does; null where the engine or nobody did. `action` as in the audit log */
  halted_by: z.object({ action: z.string(), by: z.string(), at: z.string(), reason: z.string().nullable() }).nullable(),
  /** mailboxes that could not take it when it was looked at last */
  passed_over: z.array(passedOver),
});
export type NextStep = z.infer<typeof nextStep>;

/** Which mailbox was chosen for a message and why that one, as it was decided (SPEC §5). */
const senderChoice = z.object({
  mailbox_id: z.uuid(),
  from_email: z.string(),
  domain: z.string(),
  /** of the mailbox when it was chosen, 0…100; null in older records */
  score: z.number().nullable(),
  why: z.string(),
  passed_over: z.array(passedOver),
  scheduled_at: z.string(),
  delay: z.object({ hours: z.number(), label: z.string() }).nullable(),
});
export type SenderChoiceView = z.infer<typeof senderChoice>;

const timelineMessage = z.object({
  direction: z.enum(["outbound", "inbound"]),
  subject: z.string().nullable(),
  from_email: z.string(),
  mailbox_id: z.uuid().nullable(),
  /** there is a text to be shown: GET /api/sends/{id}/message */
  is_written: z.boolean(),
  /** null for what no mailbox was chosen for */
  sender: senderChoice.nullable(),
});

const timelineEntry = z.object({
  at: z.string(),
  kind: z.enum(["email", "event", "cycle", "change"]),
  type: z.string(),
  title: z.string(),
  detail: z.string().nullable(),
  outreach_email_id: z.uuid().nullable(),
  re_contact_cycle: z.int(),
  sequence_step: z.int().nullable(),
  machine: z.boolean(),
  /** of an email only */
  message: timelineMessage.nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

/** Why the address must not be written to: itself or its recipient domain. */
const suppression = z.object({
  id: z.uuid(),
  kind: z.enum(["email", "domain"]),
  value: z.string(),
  reason: z.string(),
  created_at: z.string(),
});
export type ProspectSuppression = z.infer<typeof suppression>;

/** GET /api/prospects/{id} */
export const prospectDetail = prospectItem.extend({
  phone: z.string().nullable(),
  website: z.string().nullable(),
  zip: z.string().nullable(),
  google_rating: z.number().nullable(),
  review_count: z.int().nullable(),
  source: z.string(),
  email_verified: z.boolean().nullable(),
  verified_at: time,
  consent_basis: z.string().nullable(),
  /** -100 to 100 */
  priority: z.int(),
  notes: z.string().nullable(),
  custom: z.record(z.string(), z.string()),
  /** the one that it belongs to; null: none, or it joins one with its first message */
  campaign: z.object({ id: z.uuid(), name: z.string(), status: campaignView.shape.status }).nullable(),
  suppression: suppression.nullable(),
  /** why a person cannot return it to the sequence or have its address checked anew as it stands; null when they can */
  refusals: z.object({ return: z.string().nullable(), verify: z.string().nullable() }),
  outreach_id: z.uuid(),
  time_zone: z.string(),
  last_email_delivered_at: time,
  last_email_opened_at: time,
  last_email_clicked_at: time,
  last_email_replied_at: time,
  cycle_reset_at: time,
  last_decision: z.unknown(),
  next: nextStep,
  /** newest first */
  timeline: z.array(timelineEntry),
  /** older emails or events are left out */
  is_timeline_cut: z.boolean(),
});
export type ProspectDetail = z.infer<typeof prospectDetail>;

type EditedFields =
  | "name"
  | "company"
  | "email"
  | "phone"
  | "trade_type"
  | "website"
  | "city"
  | "state_code"
  | "zip"
  | "consent_basis"
  | "priority";

/** What a version conflict of PATCH /api/prospects/{id} holds: the profile as it is, and who changed the fields in question. */
export type ProspectConflict = {
  current: Pick<ProspectDetail, EditedFields | "custom">;
  /** newest first; none where an import or the engine did */
  changes: readonly LoggedChange[];
};
