import { describe, expect, it } from "vitest";
import type { SendFacts } from "#lib/sequencing/types.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { isBadAddress, type PreSendFacts, preSendVerdict } from "./pre-send.ts";

const now = new Date("2026-06-10T16:00:00Z");

const settings = {
  is_active: true,
  sequencer_paused: false,
  company_address: "1 Main St",
  role_address_policy: "last",
  unknown_address_policy: "send",
  consent_required: false,
  max_sequence_steps: 3,
  require_engagement_for_final_step: true,
  untracked_engagement: "send",
  send_hours_start: "08:00",
  send_hours_end: "18:00",
  send_weekdays_only: true,
  holidays_enabled: true,
  own_holidays: [] as Settings["own_holidays"],
  send_timezone: "America/Chicago",
} as Settings;

const prospect: SendFacts = {
  outreachId: "o1",
  prospectId: "p1",
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
  email: "pat@customer.test",
  isVerified: true,
  verifiedAt: now,
  hasConsent: false,
  isRoleAddress: false,
  isDemo: false,
  place: { zip: "62701", stateCode: "IL" },
  tradeType: null,
  campaign: null,
  cycleMessages: [],
};

const facts: PreSendFacts = {
  prospect,
  message: { step: 1, cycle: 0, toEmail: "pat@customer.test", hasText: true },
  senderProblem: null,
  transport: { isSimulated: false, isLocal: false },
  mailDomain: { kind: "accepts", mxHosts: [] },
  recipientProblem: null,
};

const sentOn = (isSimulated: boolean, isOpenTracked = true) =>
  [1, 2].map((step) => ({
    step,
    status: "sent" as const,
    scheduledAt: now,
    sentAt: now,
    deliveredAt: null,
    openedAt: null,
    isOpenTracked,
    mailboxId: "m1",
    messageId: `<${step}@send.test>`,
    isSimulated,
  }));
const atFinalStep = { status: "contacted", step: 2, cycleMessages: sentOn(false) };
const finalMessage = { message: { ...facts.message, step: 3 } };

type Change = Partial<Omit<PreSendFacts, "prospect">> & { prospect?: Partial<SendFacts> };
const verdict = (change: Change = {}, settingsChange: Partial<Settings> = {}, at = now) =>
  preSendVerdict(
    { ...facts, ...change, prospect: { ...prospect, ...change.prospect } },
    { ...settings, ...settingsChange },
    at,
  );

describe("preSendVerdict", () => {
  it("lets a message go that nothing forbids", () => {
    expect(verdict()).toEqual({ kind: "go" });
    expect(verdict({ ...finalMessage, prospect: { ...atFinalStep, hasOpened: true } })).toEqual({ kind: "go" });
  });

  it.each<[string, Change, Partial<Settings>, string]>([
    ["engine off", {}, { is_active: false }, "engine_paused"],
    ["kill switch", {}, { sequencer_paused: true }, "engine_paused"],
    ["no postal address", {}, { company_address: " " }, "no_postal_address"],
    ["replied", { prospect: { hasReplied: true } }, {}, "replied"],
    ["suppressed", { prospect: { isSuppressed: true } }, {}, "suppressed"],
    ["bounced meanwhile", { prospect: { status: "bounced" } }, {}, "status_changed"],
    ["stopped by a person", { prospect: { holdReason: "manual_stop" } }, {}, "status_changed"],
    ["out of office", { prospect: { holdReason: "out_of_office" } }, {}, "status_changed"],
    ["step was sent meanwhile", { prospect: { step: 1, status: "contacted" } }, {}, "sequence_moved_on"],
    ["cycle began anew", { prospect: { cycle: 1 } }, {}, "sequence_moved_on"],
    ["address changed", { prospect: { email: "new@customer.test" } }, {}, "sequence_moved_on"],
    ["no address any more", { prospect: { email: null } }, {}, "sequence_moved_on"],
    ["no text", { message: { ...facts.message, hasText: false } }, {}, "generation_failed"],
    ["role address, skipped", { prospect: { isRoleAddress: true } }, { role_address_policy: "skip" }, "role_address"],
    ["no such domain", { mailDomain: { kind: "refuses", reason: "nxdomain" } }, {}, "invalid_address"],
    [
      "DNS silent, held",
      { mailDomain: { kind: "unknown", detail: "" } },
      { unknown_address_policy: "hold" },
      "address_unknown",
    ],
    ["domain cooling", { recipientProblem: "recipient_domain_cooling" }, {}, "recipient_domain_cooling"],
    ["domain blocked", { recipientProblem: "recipient_domain_blocked" }, {}, "recipient_domain_blocked"],
    ["no consent", {}, { consent_required: true }, "no_consent"],
    ["campaign paused", { prospect: { campaign: { status: "paused", steps: [] } } }, {}, "campaign_paused"],
    [
      "sequence shortened since it was planned",
      { ...finalMessage, prospect: { ...atFinalStep, hasOpened: true } },
      { max_sequence_steps: 2 },
      "sequence_moved_on",
    ],
    [
      "step taken out of its campaign since it was planned",
      {
        ...finalMessage,
        prospect: {
          ...atFinalStep,
          hasOpened: true,
          campaign: { status: "active", steps: [{ step: 1 }, { step: 2 }] },
        },
      },
      {},
      "sequence_moved_on",
    ],
    ["final step, no engagement", { ...finalMessage, prospect: atFinalStep }, {}, "engagement_gate"],
    ["demo prospect on a real connection", { prospect: { isDemo: true } }, {}, "demo_prospect"],
    [
      "cycle began on the simulator",
      { ...finalMessage, prospect: { ...atFinalStep, hasOpened: true, cycleMessages: sentOn(true) } },
      {},
      "other_transport",
    ],
    ["mailbox switched off", { senderProblem: "mailbox_inactive" }, {}, "mailbox_paused"],
    ["mailbox paused", { senderProblem: "mailbox_paused" }, {}, "mailbox_paused"],
    ["domain paused", { senderProblem: "domain_paused" }, {}, "domain_paused"],
    ["connection stopped", { senderProblem: "connection_paused" }, {}, "connection_paused"],
    ["reputation fell", { senderProblem: "domain_score_paused" }, {}, "health_paused"],
    ["under the threshold", { senderProblem: "below_health_threshold" }, {}, "health_paused"],
    ["domain not authenticated", { senderProblem: "domain_not_authenticated" }, {}, "domain_not_authenticated"],
  ])("%s", (_name, change, settingsChange, reason) => {
    expect(verdict(change, settingsChange)).toEqual({ kind: "stop", status: "cancelled", reason });
  });

  it.each([
    ["noreply@customer.test", "never_mail_address"],
    ["jane.doe@customer.test", "placeholder_address"],
  ])("%s: %s", (email, reason) => {
    const change = { prospect: { email }, message: { ...facts.message, toEmail: email } };
    expect(verdict(change)).toEqual({ kind: "stop", status: "cancelled", reason });
    expect(isBadAddress(reason)).toBe(true);
  });

  it.each([
    ["before the window", "2026-06-10T12:59:00Z"],
    ["after the window", "2026-06-10T23:00:00Z"],
    ["on a Saturday", "2026-06-13T16:00:00Z"],
    ["on a holiday", "2026-07-03T16:00:00Z"],
  ])("nothing leaves %s", (_name, at) => {
    expect(verdict({}, {}, new Date(at))).toMatchObject({ reason: "outside_window" });
  });

  it("never tries an unsubscribed prospect again", () => {
    const expected = { kind: "stop", status: "skipped", reason: "unsubscribed" };
    expect(verdict({ prospect: { isUnsubscribed: true } })).toEqual(expected);
  });

  it("opens the gate when it is off, when tracking says nothing, and for demo prospects on local connections", () => {
    expect(verdict({ ...finalMessage, prospect: atFinalStep }, { require_engagement_for_final_step: false }).kind).toBe(
      "go",
    );
    const untracked = { ...finalMessage, prospect: { ...atFinalStep, cycleMessages: sentOn(false, false) } };
    expect(verdict(untracked).kind).toBe("go");
    expect(verdict(untracked, { untracked_engagement: "hold" })).toMatchObject({ reason: "engagement_gate" });
    expect(verdict({ prospect: { isDemo: true }, transport: { isSimulated: true, isLocal: true } }).kind).toBe("go");
  });

  it("takes another spelling for the same address, and an unknown domain on trust", () => {
    expect(verdict({ message: { ...facts.message, toEmail: "PAT+x@customer.test" } }).kind).toBe("go");
    expect(verdict({ mailDomain: { kind: "unknown", detail: "time-out" } }).kind).toBe("go");
  });
});
