import { describe, expect, it } from "vitest";
import type { PassOverReason } from "#lib/shared/reasons.ts";
import { messageFacts, sendFacts, testSettings } from "#lib/testing/sequencing-facts.ts";
import { isBadAddress, type PreSendFacts, preSendVerdict } from "./pre-send.ts";

const now = new Date("2026-06-10T16:00:00Z");
const office = testSettings({ send_hours_start: "08:00", send_hours_end: "18:00", require_domain_auth: true });
const prospect = sendFacts(now, { email: "pat@acme.com" });
const facts: PreSendFacts = {
  prospect,
  message: { step: 1, cycle: 0, toEmail: "pat@acme.com", hasText: true },
  senderProblem: null,
  transport: { isSimulated: false, isLocal: false },
  mailDomain: { kind: "accepts", mxHosts: ["mx.acme.com"] },
  recipientProblem: null,
};

/** Everything wrong at once; each entry says what is heard first, and rights it. */
const worst = {
  facts: {
    ...facts,
    prospect: sendFacts(now, {
      status: "bounced",
      step: 2,
      isUnsubscribed: true,
      hasReplied: true,
      isSuppressed: true,
      email: "noreply@acme.com",
      isRoleAddress: true,
      isDemo: true,
      hasConsent: false,
      campaign: { status: "paused", steps: [] },
      cycleMessages: [messageFacts({ step: 1 }), messageFacts({ step: 2 })],
    }),
    message: { step: 2, cycle: 0, toEmail: "noreply@acme.com", hasText: false },
    senderProblem: "mailbox_paused" as PassOverReason | null,
    mailDomain: { kind: "refuses", reason: "nxdomain" },
    recipientProblem: "recipient_domain_blocked",
  } as PreSendFacts,
  settings: {
    ...office,
    is_active: false,
    company_address: "",
    role_address_policy: "skip" as "skip" | "last",
    unknown_address_policy: "hold" as const,
    consent_required: true,
  },
  now: new Date("2026-06-10T02:00:00Z"),
};
type World = typeof worst;
const withProspect = (change: Partial<PreSendFacts["prospect"]>) => (world: World) => {
  world.facts.prospect = { ...world.facts.prospect, ...change };
};
const inOrder: [string, (world: World) => void][] = [
  ["engine_paused", (world) => Object.assign(world.settings, { is_active: true })],
  ["no_postal_address", (world) => Object.assign(world.settings, { company_address: "1 Main St" })],
  ["unsubscribed", withProspect({ isUnsubscribed: false })],
  ["replied", withProspect({ hasReplied: false })],
  ["suppressed", withProspect({ isSuppressed: false })],
  ["status_changed", withProspect({ status: "contacted" })],
  ["sequence_moved_on", (world) => Object.assign(world.facts.message, { step: 3 })],
  ["generation_failed", (world) => Object.assign(world.facts.message, { hasText: true })],
  [
    "never_mail_address",
    (world) => {
      withProspect({ email: "jdoe@acme.com" })(world);
      Object.assign(world.facts.message, { toEmail: "jdoe@acme.com" });
    },
  ],
  [
    "placeholder_address",
    (world) => {
      withProspect({ email: "office@acme.com" })(world);
      Object.assign(world.facts.message, { toEmail: "office@acme.com" });
    },
  ],
  ["role_address", (world) => Object.assign(world.settings, { role_address_policy: "last" })],
  ["invalid_address", (world) => Object.assign(world.facts, { mailDomain: { kind: "unknown", detail: "time-out" } })],
  ["address_unknown", (world) => Object.assign(world.facts, { mailDomain: facts.mailDomain })],
  ["recipient_domain_blocked", (world) => Object.assign(world.facts, { recipientProblem: null })],
  ["no_consent", withProspect({ hasConsent: true })],
  ["campaign_paused", withProspect({ campaign: { status: "active", steps: [] } })],
  ["engagement_gate", withProspect({ hasClicked: true })],
  ["demo_prospect", withProspect({ isDemo: false })],
  ["other_transport", (world) => Object.assign(world.facts, { transport: { isSimulated: true, isLocal: true } })],
  ["mailbox_paused", (world) => Object.assign(world.facts, { senderProblem: null })],
  ["outside_window", (world) => Object.assign(world, { now })],
];

describe("preSendVerdict", () => {
  it("names one reason after the other until nothing is in the way", () => {
    const world = structuredClone(worst);
    for (const [reason, putRight] of inOrder) {
      expect(preSendVerdict(world.facts, world.settings, world.now)).toMatchObject({ kind: "stop", reason });
      putRight(world);
    }
    expect(preSendVerdict(world.facts, world.settings, world.now)).toEqual({ kind: "go" });
  });

  it.each<[PassOverReason, string]>([
    ["mailbox_inactive", "mailbox_paused"],
    ["mailbox_archived", "mailbox_paused"],
    ["mailbox_score_paused", "health_paused"],
    ["domain_score_paused", "health_paused"],
    ["reputation_unavailable", "reputation_unavailable"],
    ["domain_not_authenticated", "domain_not_authenticated"],
  ])("a mailbox that is %s: %s, and the message is planned again", (senderProblem, reason) => {
    expect(preSendVerdict({ ...facts, senderProblem }, office, now)).toEqual({
      kind: "stop",
      status: "cancelled",
      reason,
    });
  });

  it.each(["draft", "paused", "completed", "archived"] as const)("a campaign that is %s sends nothing", (status) => {
    const inCampaign = { ...facts, prospect: { ...prospect, campaign: { status, steps: [] } } };
    expect(preSendVerdict(inCampaign, office, now)).toMatchObject({ reason: "campaign_paused" });
  });

  it.each(["last", "send"] as const)("a role address may go under %s", (role_address_policy) => {
    const ofOffice = { ...facts, prospect: { ...prospect, isRoleAddress: true } };
    expect(preSendVerdict(ofOffice, { ...office, role_address_policy }, now)).toEqual({ kind: "go" });
  });

  it.each([
    ["Los Angeles, 07:59", { zip: "90001", stateCode: "CA" }, "2026-06-10T14:59:00Z", "stop"],
    ["Los Angeles, 08:00", { zip: "90001", stateCode: "CA" }, "2026-06-10T15:00:00Z", "go"],
    ["New York, 17:59", { zip: "10001", stateCode: "NY" }, "2026-06-10T21:59:00Z", "go"],
    ["New York, 18:00, still open in Chicago", { zip: "10001", stateCode: "NY" }, "2026-06-10T22:00:00Z", "stop"],
    ["nobody knows where, 17:59 in Chicago", { zip: null, stateCode: null }, "2026-06-10T22:59:00Z", "go"],
  ])("goes by the clock where the prospect is: %s", (_name, place, at, kind) => {
    expect(preSendVerdict({ ...facts, prospect: { ...prospect, place } }, office, new Date(at)).kind).toBe(kind);
  });

  it("takes an address that is none for a changed one", () => {
    const broken = { ...facts, message: { ...facts.message, toEmail: "not an address" } };
    expect(preSendVerdict(broken, office, now)).toMatchObject({ reason: "sequence_moved_on" });
    const both = { ...broken, prospect: { ...prospect, email: "not an address" } };
    expect(preSendVerdict(both, office, now)).toMatchObject({ reason: "sequence_moved_on" });
  });
});

it.each([
  ["invalid_address", true],
  ["never_mail_address", true],
  ["placeholder_address", true],
  ["address_unknown", false],
  ["role_address", false],
  ["recipient_domain_blocked", false],
  ["suppressed", false],
])("isBadAddress(%s): %s", (reason, expected) => {
  expect(isBadAddress(reason)).toBe(expected);
});
