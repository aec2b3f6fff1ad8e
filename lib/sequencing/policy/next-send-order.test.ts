import { describe, expect, it } from "vitest";
import { messageFacts, sendFacts, testSettings } from "#lib/testing/sequencing-facts.ts";
import type { SendFacts } from "../types.ts";
import { cycleIsSimulated, engagementOf, nextSend, sentMessages } from "./next-send.ts";

const now = new Date("2026-06-10T16:00:00Z");
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const provider = { isSimulated: false, isLocal: false };
const tenant = { transportsInUse: [provider], bestDayParts: new Map() };
const settings = testSettings({ role_address_policy: "skip", consent_required: true, max_sequence_steps: 2 });
const steps = [{ step: 1 }, { step: 2 }];

/** A prospect with everything against the last step; each entry says what is heard first, and rights it. */
const inOrder: [string, Partial<SendFacts>][] = [
  ["suppressed", { isUnsubscribed: false }],
  ["suppressed", { isSuppressed: false }],
  ["replied", { hasReplied: false }],
  ["manual_stop", { holdReason: null }],
  ["cooldown", { lastEmailSentAt: hoursAgo(100) }],
  ["campaign_paused", { campaign: { status: "completed", steps } }],
  ["no_campaign_step", { campaign: { status: "active", steps } }],
  ["unknown_send", { cycleMessages: [messageFacts({ step: 1 }), messageFacts({ step: 2, status: "failed" })] }],
  ["step_not_sent", { cycleMessages: [messageFacts({ step: 1 })] }],
  ["role_address", { isRoleAddress: false }],
  ["no_consent", { hasConsent: true }],
  ["demo_prospect", { isDemo: false }],
  ["other_transport", { cycleMessages: [messageFacts({ step: 1, isSimulated: false })] }],
  ["engagement_gate", { hasClicked: true }],
];

it("names one reason after the other until the prospect is scheduled", () => {
  let facts = sendFacts(now, {
    status: "contacted",
    step: 1,
    isUnsubscribed: true,
    isSuppressed: true,
    hasReplied: true,
    holdReason: "manual_stop",
    lastEmailSentAt: hoursAgo(100 * 24),
    campaign: { status: "paused", steps },
    cycleMessages: [messageFacts({ step: 1 }), messageFacts({ step: 2, status: "unknown" })],
    isRoleAddress: true,
    hasConsent: false,
    isDemo: true,
  });
  for (const [reason, putRight] of inOrder) {
    expect(nextSend(facts, settings, tenant, now)).toEqual({ kind: "hold", reason });
    facts = { ...facts, ...putRight };
  }
  // clicked: 48 − 12 h after the last message
  expect(nextSend(facts, settings, tenant, now)).toMatchObject({ kind: "send", step: 2, at: hoursAgo(64) });
});

describe("limits of time", () => {
  const followup = (hours: number) =>
    sendFacts(now, { status: "contacted", step: 1, lastEmailSentAt: hoursAgo(hours), cycleMessages: [messageFacts()] });
  const local = { transportsInUse: [{ isSimulated: true, isLocal: true }], bestDayParts: new Map() };

  it.each([
    ["a moment before the cooldown: still a follow-up", 90 * 24 - 0.001, "send"],
    ["at the cooldown: re-contact has it", 90 * 24, "hold"],
  ])("%s", (_name, hours, kind) => {
    expect(nextSend(followup(hours), testSettings(), local, now).kind).toBe(kind);
  });

  it("follows the setting", () => {
    const short = testSettings({ recontact_cooldown_days: 4 });
    expect(nextSend(followup(95), short, local, now).kind).toBe("send");
    expect(nextSend(followup(96), short, local, now)).toEqual({ kind: "hold", reason: "cooldown" });
  });

  it("of a verification: seven days to the moment", () => {
    const verified = (hours: number) => sendFacts(now, { verifiedAt: hoursAgo(hours), readyAt: hoursAgo(1) });
    expect(nextSend(verified(7 * 24), testSettings(), local, now)).toMatchObject({ kind: "send", at: hoursAgo(1) });
    expect(nextSend(verified(7 * 24 + 0.001), testSettings(), local, now).kind).toBe("hold");
  });

  it("never begin a first message with a cooldown: that is what a new cycle is for", () => {
    const returned = sendFacts(now, { cycle: 1, lastEmailSentAt: hoursAgo(91 * 24), readyAt: hoursAgo(2) });
    expect(nextSend(returned, testSettings(), local, now)).toMatchObject({ kind: "send", step: 1, at: hoursAgo(2) });
  });
});

it.each(["queued", "claimed", "sending"] as const)("waits for a message that is %s, whatever else holds", (status) => {
  const open = sendFacts(now, {
    email: null,
    campaign: { status: "paused", steps },
    cycleMessages: [messageFacts({ step: 1, status, scheduledAt: hoursAgo(3), sentAt: null })],
  });
  expect(nextSend(open, settings, tenant, now)).toEqual({ kind: "open", at: hoursAgo(-1) });
  const stopped = { ...open, isSuppressed: true };
  expect(nextSend(stopped, settings, tenant, now)).toEqual({ kind: "hold", reason: "suppressed" });
});

describe("what counts as sent", () => {
  const all = (["sent", "unknown", "failed", "skipped", "queued", "claimed", "sending"] as const).map((status, index) =>
    messageFacts({ step: index + 1, status, isOpenTracked: status === "failed" || status === "sending" }),
  );

  it("is what was accepted, or may have been", () => {
    expect(sentMessages({ cycleMessages: all }).map(({ status }) => status)).toEqual(["sent", "unknown"]);
  });

  it("alone says whether engagement is known", () => {
    const facts = sendFacts(now, { step: 2, cycleMessages: all });
    expect(engagementOf(facts, testSettings())).toEqual({
      nextStep: 3,
      finalStep: 3,
      hasOpened: false,
      hasClicked: false,
      isOpenTracked: false,
    });
    const tracked = { ...facts, cycleMessages: [...all, messageFacts({ step: 8, isOpenTracked: true })] };
    expect(engagementOf(tracked, testSettings()).isOpenTracked).toBe(true);
  });

  it.each([
    ["nothing sent yet", [], null],
    ["only a message that was refused", [messageFacts({ status: "failed", isSimulated: true })], null],
    ["the connection is not known", [messageFacts({ isSimulated: null })], null],
    [
      "not known for the first, but for the second",
      [messageFacts({ isSimulated: null }), messageFacts({ isSimulated: false })],
      false,
    ],
    ["simulated", [messageFacts({ isSimulated: true })], true],
  ])("and on which kind of connection a cycle runs: %s", (_name, cycleMessages, expected) => {
    expect(cycleIsSimulated({ cycleMessages })).toBe(expected);
  });
});

it("takes receipt from the last message, not from an earlier one", () => {
  const opened = (step: number) =>
    messageFacts({
      step,
      sentAt: hoursAgo(100 - step),
      deliveredAt: hoursAgo(100 - step),
      openedAt: hoursAgo(99.5 - step),
    });
  const facts = (messages: SendFacts["cycleMessages"]) =>
    sendFacts(now, {
      status: "contacted",
      step: 2,
      hasOpened: true,
      emailOpenCount: 1,
      lastEmailSentAt: hoursAgo(98),
      cycleMessages: messages,
    });
  const local = { transportsInUse: [{ isSimulated: true, isLocal: true }], bestDayParts: new Map() };
  const delayOf = (messages: SendFacts["cycleMessages"]) => {
    const next = nextSend(facts(messages), testSettings({ sequence_delay_hours: 72 }), local, now);
    return next.kind === "send" ? next.delay?.tier : next.kind;
  };
  expect(delayOf([opened(1), opened(2)])).toBe("opened_at_once");
  expect(delayOf([opened(1), { ...opened(2), openedAt: null }])).toBe("opened");
});
