/**
 * One code list for holds, ledger, runs, API and console (SPEC §2). `label` is what a person reads; `clears` says what ends it.
 * Codes are stored: add, never rename.
 */
type Reason = { label: string; clears: string };

/** Why a prospect has no next send (outreach.hold_reason). */
export const holdReasons = {
  engagement_gate: {
    label: "Held by the engagement gate",
    clears: "a human open or click in this cycle, or turning the gate off",
  },
  sequence_finished: { label: "Sequence finished", clears: "re-contact after the cooldown" },
  cooldown: { label: "Too late for a follow-up", clears: "the daily re-contact run" },
  campaign_paused: { label: "Campaign paused", clears: "resuming the campaign" },
  no_campaign_step: { label: "Campaign has no further step", clears: "adding a step, or the next re-contact" },
  awaiting_verification: { label: "Address waits for verification", clears: "the verification job" },
  out_of_office: { label: "Out of office", clears: "the stated return" },
  suppressed: { label: "Suppressed", clears: "nothing, unless an admin removes the suppression" },
  replied: { label: "Replied", clears: "someone returning the prospect to the sequence" },
  no_consent: { label: "No consent recorded", clears: "recording a consent basis" },
  manual_stop: { label: "Stopped by a person", clears: "someone returning the prospect to the sequence" },
  recipient_domain_blocked: { label: "Recipient domain keeps bouncing", clears: "90 days without two hard bounces" },
  other_transport: { label: "Cycle started on another kind of connection", clears: "the next cycle" },
  demo_prospect: { label: "Demo prospect, but a real connection", clears: "a simulated connection" },
  unknown_send: { label: "Outcome of the last message unknown", clears: "a provider event or a person settling it" },
  role_address: { label: "Role address (settings skip these)", clears: "the policy or a new address" },
  step_not_sent: {
    label: "This step could not be sent",
    clears: "the next re-contact, or someone returning the prospect to the sequence",
  },
} as const satisfies Record<string, Reason>;

/** Why a mailbox was passed over, or a due prospect could not be planned (decision, last_decision, run counts). */
export const passOverReasons = {
  mailbox_inactive: { label: "Mailbox turned off", clears: "turning it on" },
  mailbox_archived: { label: "Mailbox archived", clears: "nothing" },
  mailbox_paused: { label: "Mailbox paused", clears: "someone resuming it, or its rest ending if it has one" },
  domain_paused: { label: "Sending domain paused", clears: "someone resuming it, or its rest ending if it has one" },
  connection_paused: { label: "Connection stopped", clears: "someone resuming it" },
  mailbox_score_paused: { label: "Mailbox reputation paused", clears: "the bad hours leaving the 24 h window" },
  domain_score_paused: { label: "Sending domain reputation paused", clears: "the bad hours leaving the 24 h window" },
  domain_not_authenticated: {
    label: "Sending domain has not passed the authentication check",
    clears: "passing SPF, DKIM and DMARC, or not requiring it",
  },
  below_health_threshold: { label: "Score under the health threshold", clears: "a better score or a lower threshold" },
  mailbox_cap: { label: "Mailbox used its cap for the day", clears: "the next sending day" },
  domain_cap: { label: "Sending domain used its cap for the day", clears: "the next sending day" },
  campaign_cap: { label: "Campaign used its limit for the day", clears: "the next sending day" },
  tenant_cap: { label: "Daily limit used up", clears: "the next sending day" },
  recipient_domain_cooling: { label: "Recipient domain bounced twice in 24 h", clears: "24 h without bounces" },
  recipient_domain_blocked: { label: "Recipient domain keeps bouncing", clears: "90 days without two hard bounces" },
  recipient_domain_cap: { label: "Recipient domain had enough for the day", clears: "the next sending day" },
  probation_quota: { label: "Probation quota used up", clears: "the next sending day" },
  send_gap: { label: "Too soon after the mailbox's last message", clears: "the gap passing" },
  other_mailbox_of_cycle: { label: "Follow-ups wait for the mailbox of step 1", clears: "that mailbox, or 72 h" },
  transport_mismatch: { label: "Other kind of connection than the cycle began on", clears: "the next cycle" },
  no_sendable_mailbox: { label: "No mailbox can send", clears: "a mailbox becoming healthy, active and free" },
  outside_window: { label: "Outside the send window", clears: "the window opening" },
  slot_allowance: { label: "This half hour's share is used", clears: "the next half hour" },
  run_full: { label: "This run looked at as many prospects as one run may", clears: "the next run" },
  not_reached: { label: "Held by another run, or due since this one began", clears: "the next run" },
  reputation_unavailable: { label: "Reputation cannot be read", clears: "Redis or Postgres coming back" },
  not_due: { label: "No longer due", clears: "the stated time" },
  already_queued: { label: "This step is already planned", clears: "nothing" },
} as const satisfies Record<string, Reason>;

/** Of these the ones that no prospect carries: what a run says of itself, or of somebody whose turn it was not. */
export const reasonsOfRuns: ReadonlySet<string> = new Set<PassOverReason>([
  "run_full",
  "not_reached",
  "not_due",
  "already_queued",
]);

/** Why a ledger row was cancelled, skipped or failed (outreach_emails.status_reason). */
export const sendReasons = {
  unsubscribed: { label: "Unsubscribed", clears: "nothing" },
  replied: { label: "Replied", clears: "someone returning the prospect to the sequence" },
  suppressed: { label: "Suppressed", clears: "nothing, unless an admin removes the suppression" },
  status_changed: { label: "Prospect no longer in sequence", clears: "someone returning it" },
  address_changed: { label: "Prospect has another address", clears: "nothing to clear" },
  invalid_address: { label: "Address cannot receive mail", clears: "a new address" },
  address_unknown: { label: "Address could not be checked", clears: "the next check" },
  never_mail_address: { label: "Address that must not be emailed", clears: "a new address" },
  placeholder_address: { label: "Placeholder address", clears: "a new address" },
  role_address: { label: "Role address (settings skip these)", clears: "the policy or a new address" },
  recipient_domain_cooling: { label: "Recipient domain bounced twice in 24 h", clears: "24 h without bounces" },
  recipient_domain_blocked: { label: "Recipient domain keeps bouncing", clears: "90 days without two hard bounces" },
  duplicate_contact: { label: "Another record with this address was contacted", clears: "nothing" },
  capacity_used: { label: "No capacity left that day", clears: "the next sending day" },
  outside_window: { label: "Outside the send window", clears: "the window opening" },
  engagement_gate: { label: "Held by the engagement gate", clears: "a human open or click in this cycle" },
  generation_failed: { label: "No acceptable text was written", clears: "text generation working again" },
  no_postal_address: { label: "No postal address in the settings", clears: "entering one" },
  no_consent: { label: "No consent recorded", clears: "recording a consent basis" },
  other_transport: { label: "Cycle started on another kind of connection", clears: "the next cycle" },
  demo_prospect: { label: "Demo prospect, but a real connection", clears: "a simulated connection" },
  engine_paused: { label: "Engine paused", clears: "resuming the engine" },
  campaign_paused: { label: "Campaign paused", clears: "resuming the campaign" },
  mailbox_paused: {
    label: "Mailbox paused or turned off",
    clears: "someone resuming it, or its rest ending if it has one",
  },
  domain_paused: { label: "Sending domain paused", clears: "someone resuming it, or its rest ending if it has one" },
  connection_paused: { label: "Connection stopped", clears: "someone resuming it" },
  health_paused: { label: "Reputation fell after planning", clears: "the reputation recovering" },
  sequence_moved_on: { label: "The sequence moved on in the meantime", clears: "nothing" },
  provider_refused: { label: "Provider refused the message", clears: "see the provider's answer" },
  provider_unavailable: { label: "Provider could not take the message", clears: "a later try" },
  provider_credentials: { label: "Provider refused the credentials", clears: "correcting the connection" },
  outcome_unknown: { label: "Outcome unknown", clears: "a provider event or a person settling it" },
  settled_not_sent: { label: "Settled by a person: not sent", clears: "nothing" },
  dropped_by_provider: { label: "Dropped by the provider", clears: "nothing" },
} as const satisfies Record<string, Reason>;

/** Why a prospect whose cooldown is over does not come back, besides holds and endings of the sequence (SPEC §9). */
export const recontactReasons = {
  no_address: { label: "No address", clears: "a new address" },
  send_under_way: { label: "A message is still on its way", clears: "its outcome" },
  cycles_over: { label: "Last cycle is over", clears: "a higher number of cycles in the settings" },
} as const satisfies Record<string, Reason>;

/** Why nobody comes back (SPEC §9). */
const recontactStops = {
  recontact_off: { label: "Re-contact is off", clears: "turning it on under Settings" },
  recontact_unavailable: {
    label: "Re-contact is off for the whole installation",
    clears: "whoever runs this installation turning it on",
  },
} as const satisfies Record<string, Reason>;

/** Why a message in today's queue is where it is, besides what passes it over or ends it (SPEC §7). */
export const queueReasons = {
  engine_off: { label: "The engine is off", clears: "turning it on under Settings" },
  waits_for_its_time: { label: "Waits for its time", clears: "the scheduled time" },
  about_to_go: { label: "Due: sent next", clears: "a few seconds" },
  being_written: { label: "Its text is being written", clears: "a few seconds" },
  being_handed_over: { label: "Being sent to the provider", clears: "the provider's answer" },
} as const satisfies Record<string, Reason>;

/** Why a mailbox, sending domain or connection is in its health state (health_states.reason). */
export const healthReasons = {
  paused_by_person: { label: "Paused by a person", clears: "someone resuming it" },
  resumed_by_person: { label: "Resumed by a person", clears: "nothing to clear" },
  bounce_rate: { label: "Too many bounces", clears: "fewer bounces" },
  complaint_rate: { label: "Too many complaints", clears: "fewer complaints" },
  blocked_rate: { label: "Too many messages blocked", clears: "fewer blocked messages" },
  low_score: { label: "Paused by its reputation score", clears: "the rest, then a probation" },
  account_bounces: { label: "Bounces put the account at risk", clears: "someone releasing the connection" },
  account_complaints: { label: "Complaints put the account at risk", clears: "someone releasing the connection" },
  rest_over: { label: "Back after its rest", clears: "enough sends with few bounces" },
  probation_passed: { label: "Proved itself on probation", clears: "nothing to clear" },
  calm_day: { label: "A calm day", clears: "nothing to clear" },
} as const satisfies Record<string, Reason>;

/** What ends a state of the guard (evidence.release of health_states). */
export const releaseReasons = {
  release_by_rest: { label: "The rest, then a probation", clears: "its end, or someone resuming it" },
  release_by_person: { label: "A person resuming it", clears: "someone resuming it" },
  release_by_calm_day: { label: "A whole day under half the line", clears: "24 hours under half the line" },
  release_by_sends: {
    label: "Enough sends to prove bounces under 5 %: 52 without any",
    clears: "sends with few bounces",
  },
  release_by_sends_and_week: {
    label: "Seven days of the domain without a complaint, and enough sends to prove bounces under 5 %",
    clears: "7 days without a complaint, and sends with few bounces",
  },
} as const satisfies Record<string, Reason>;

/** Why a message's text is another than the one that was asked for (outreach_emails.fallback_reason). */
export const fallbackReasons = {
  template_gone: {
    label: "The step's template is archived or missing",
    clears: "giving the campaign's step another template",
  },
  template_variable_missing: {
    label: "The template uses a variable that this prospect has no value for",
    clears: "a default for the variable, or a value",
  },
  template_repeats: {
    label: "The template repeats an earlier email to this prospect",
    clears: "another template for the step",
  },
  template_empty: { label: "The template is empty for this prospect", clears: "a text that needs no variable" },
  model_failed: { label: "The language model did not answer", clears: "the model answering" },
  model_refused: { label: "The language model's texts did not pass the quality check", clears: "a text that passes" },
} as const satisfies Record<string, Reason>;

export type FallbackReason = keyof typeof fallbackReasons;
export type HoldReason = keyof typeof holdReasons;
export type PassOverReason = keyof typeof passOverReasons;
export type SendReason = keyof typeof sendReasons;
export type RecontactReason = keyof typeof recontactReasons;
export type RecontactStop = keyof typeof recontactStops;
export type QueueReason = keyof typeof queueReasons;
export type HealthReason = keyof typeof healthReasons;
export type ReleaseReason = keyof typeof releaseReasons;

const all: Record<string, Reason> = {
  ...passOverReasons,
  ...sendReasons,
  ...holdReasons,
  ...healthReasons,
  ...releaseReasons,
  ...recontactReasons,
  ...recontactStops,
  ...queueReasons,
  ...fallbackReasons,
};

/** What a person reads for a code; unknown codes (from newer code) are shown as they are. */
export function describeReason(code: string): Reason {
  const known = Object.hasOwn(all, code) ? all[code] : undefined;
  return known ?? { label: code.replaceAll("_", " "), clears: "unknown" };
}
