import type { CycleMessage, SendFacts } from "#lib/sequencing/types.ts";
import type { Settings } from "#lib/settings/contract.ts";

/** Settings as a new tenant has them, but open round the clock on every day. */
export function testSettings(change: Partial<Settings> = {}): Settings {
  return {
    is_active: true,
    sequencer_paused: false,
    daily_email_limit: 500,
    sequence_delay_hours: 48,
    min_followup_delay_hours: 36,
    max_sequence_steps: 3,
    require_engagement_for_final_step: true,
    untracked_engagement: "send",
    mailbox_health_threshold: 40,
    max_recontact_cycles: 4,
    recontact_cooldown_days: 90,
    recontact_enabled: true,
    recontact_daily_release: null,
    recontact_share: 0.3,
    sender_rotation: "per_cycle",
    send_hours_start: "00:00",
    send_hours_end: "24:00",
    send_timezone: "America/Chicago",
    send_weekdays_only: false,
    holidays_enabled: false,
    own_holidays: [],
    pacing: "spread",
    send_gap_min_seconds: 60,
    send_gap_max_seconds: 120,
    recipient_domain_daily_limit: 3,
    role_address_policy: "last",
    unknown_address_policy: "send",
    smart_timing_enabled: false,
    consent_required: false,
    require_domain_auth: false,
    company_wide_reply_stop: false,
    company_address: "1 Main St, Springfield, IL 62701",
    booking_url: null,
    monthly_budget_usd: null,
    budget_alert_threshold: 0.8,
    ...change,
  };
}

/** A verified new prospect in Illinois, ready since `now`. */
export function sendFacts(now: Date, change: Partial<SendFacts> = {}): SendFacts {
  return {
    outreachId: "01980000-0000-7000-8000-000000000001",
    prospectId: "01980000-0000-7000-8000-000000000002",
    status: "cold",
    step: 0,
    cycle: 0,
    holdReason: null,
    readyAt: now,
    notBefore: null,
    lastEmailSentAt: null,
    hasOpened: false,
    hasClicked: false,
    hasReplied: false,
    emailOpenCount: 0,
    isUnsubscribed: false,
    isSuppressed: false,
    email: "pat@acme.com",
    isVerified: true,
    verifiedAt: now,
    hasConsent: true,
    isRoleAddress: false,
    isDemo: false,
    place: { zip: "62701", stateCode: "IL" },
    tradeType: "hvac",
    campaign: null,
    cycleMessages: [],
    ...change,
  };
}

/** A sent, tracked message over the simulator. */
export function messageFacts(change: Partial<CycleMessage> = {}): CycleMessage {
  return {
    step: 1,
    status: "sent",
    scheduledAt: new Date("2026-06-01T16:00:00Z"),
    sentAt: new Date("2026-06-01T16:00:00Z"),
    deliveredAt: null,
    openedAt: null,
    isOpenTracked: true,
    mailboxId: null,
    messageId: "<1@send.test>",
    isSimulated: true,
    ...change,
  };
}
