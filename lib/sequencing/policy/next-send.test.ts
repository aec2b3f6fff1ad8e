import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Settings } from "#lib/settings/contract.ts";
import { messageFacts, sendFacts, testSettings } from "#lib/testing/sequencing-facts.ts";
import type { SendFacts } from "../types.ts";
import { nextSend } from "./next-send.ts";
import { isInsideSendWindow } from "./send-window.ts";

const now = new Date("2026-06-10T16:00:00Z");
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const simulator = { isSimulated: true, isLocal: true };
const tenant = { transportsInUse: [simulator], bestDayParts: new Map() };
const decide = (facts: Partial<SendFacts>, change: Partial<Settings> = {}, transports = tenant) =>
  nextSend(sendFacts(now, facts), testSettings(change), transports, now);

/** A prospect `steps` messages into its cycle, the last one sent `hours` ago. */
const contacted = (step: number, hours: number, facts: Partial<SendFacts> = {}): Partial<SendFacts> => ({
  status: "contacted",
  step,
  lastEmailSentAt: hoursAgo(hours),
  cycleMessages: Array.from({ length: step }, (_, index) =>
    messageFacts({ step: index + 1, sentAt: hoursAgo(hours + (step - index - 1) * 72) }),
  ),
  ...facts,
});

describe("holds", () => {
  const campaign = { status: "active" as const, steps: [{ step: 1 }, { step: 2, delay_hours: 96 }] };
  it.each<[string, Partial<SendFacts>, Partial<Settings>, string]>([
    ["unsubscribed", { isUnsubscribed: true }, {}, "suppressed"],
    ["suppressed", { isSuppressed: true }, {}, "suppressed"],
    ["replied", contacted(1, 200, { hasReplied: true }), {}, "replied"],
    ["stopped by a person", { holdReason: "manual_stop" }, {}, "manual_stop"],
    ["out of office", contacted(1, 200, { holdReason: "out_of_office" }), {}, "out_of_office"],
    ["suppression beats a person's stop", { holdReason: "manual_stop", isSuppressed: true }, {}, "suppressed"],
    ["last step sent", contacted(3, 100), {}, "sequence_finished"],
    ["last step sent long ago", contacted(3, 91 * 24), {}, "sequence_finished"],
    ["unfinished, older than the cooldown", contacted(2, 91 * 24), {}, "cooldown"],
    ["sequence shortened", contacted(2, 100), { max_sequence_steps: 2 }, "sequence_finished"],
    ["campaign shorter than the setting", contacted(2, 100, { campaign }), {}, "sequence_finished"],
    ["campaign paused", { campaign: { ...campaign, status: "paused" } }, {}, "campaign_paused"],
    [
      "campaign completed",
      contacted(1, 100, { campaign: { ...campaign, status: "completed" } }),
      {},
      "no_campaign_step",
    ],
    [
      "campaign without this step",
      contacted(1, 100, { campaign: { status: "active", steps: [{ step: 1 }, { step: 3 }] } }),
      {},
      "no_campaign_step",
    ],
    ["step given up", { cycleMessages: [messageFacts({ step: 1, status: "skipped" })] }, {}, "step_not_sent"],
    ["step refused for good", { cycleMessages: [messageFacts({ step: 1, status: "failed" })] }, {}, "step_not_sent"],
    ["role address where those are skipped", { isRoleAddress: true }, { role_address_policy: "skip" }, "role_address"],
    ["no consent where demanded", { hasConsent: false }, { consent_required: true }, "no_consent"],
    ["never verified", { verifiedAt: null }, {}, "awaiting_verification"],
    ["verified 8 days ago", { verifiedAt: hoursAgo(8 * 24) }, {}, "awaiting_verification"],
    ["no address", { email: null }, {}, "awaiting_verification"],
    ["found invalid", { isVerified: false }, {}, "awaiting_verification"],
    ["final step, nothing opened", contacted(2, 200), {}, "engagement_gate"],
  ])("%s", (_name, facts, change, reason) => {
    expect(decide(facts, change)).toEqual({ kind: "hold", reason });
  });

  it("holds demo prospects and foreign cycles when no connection in use fits", () => {
    const provider = { transportsInUse: [{ isSimulated: false, isLocal: false }], bestDayParts: new Map() };
    expect(decide({ isDemo: true }, {}, provider)).toEqual({ kind: "hold", reason: "demo_prospect" });
    expect(decide(contacted(1, 200), {}, provider)).toEqual({ kind: "hold", reason: "other_transport" });
    expect(decide({ isDemo: true }, {}, { transportsInUse: [], bestDayParts: new Map() }).kind).toBe("send");
  });
});

describe("times", () => {
  it.each<[string, Partial<SendFacts>, Partial<Settings>, string]>([
    ["new and waiting: since it arrived", { readyAt: hoursAgo(5) }, {}, hoursAgo(5).toISOString()],
    [
      "new, window closed: when it opens",
      { readyAt: hoursAgo(5) },
      { send_hours_start: "12:00" },
      "2026-06-10T17:00:00.000Z",
    ],
    [
      "not before the provider's time",
      { readyAt: hoursAgo(5), notBefore: hoursAgo(-2) },
      {},
      "2026-06-10T18:00:00.000Z",
    ],
    ["the provider's time is over", contacted(1, 100, { notBefore: hoursAgo(30) }), {}, "2026-06-09T12:00:00.000Z"],
    ["never opened: 72 h after the first", contacted(1, 10), {}, "2026-06-13T06:00:00.000Z"],
    [
      "never opened, office hours: Monday",
      contacted(1, 10),
      { send_hours_start: "08:00", send_hours_end: "18:00", send_weekdays_only: true },
      "2026-06-15T13:00:00.000Z",
    ],
    [
      "opened three times: 36 h",
      contacted(1, 10, { hasOpened: true, emailOpenCount: 3 }),
      {},
      "2026-06-11T18:00:00.000Z",
    ],
    ["overdue: keeps its place", contacted(1, 100), {}, "2026-06-09T12:00:00.000Z"],
    ["final step, opened", contacted(2, 10, { hasOpened: true, emailOpenCount: 1 }), {}, "2026-06-12T06:00:00.000Z"],
    [
      "final step, nothing opened, gate off",
      contacted(2, 10),
      { require_engagement_for_final_step: false },
      "2026-06-14T06:00:00.000Z",
    ],
    [
      "campaign's own delay",
      contacted(1, 10, {
        hasOpened: true,
        campaign: { status: "active", steps: [{ step: 1 }, { step: 2, delay_hours: 96 }] },
      }),
      {},
      "2026-06-14T06:00:00.000Z",
    ],
    [
      "opened 59 minutes after its delivery: 12 h less, from the one message there is",
      contacted(1, 10, {
        hasOpened: true,
        cycleMessages: [messageFacts({ sentAt: hoursAgo(14), deliveredAt: hoursAgo(10), openedAt: hoursAgo(9.02) })],
      }),
      { min_followup_delay_hours: 12 },
      "2026-06-11T18:00:00.000Z",
    ],
    [
      "opened an hour after sending, delivery unknown: 12 h less",
      contacted(1, 10, {
        hasOpened: true,
        cycleMessages: [messageFacts({ sentAt: hoursAgo(10), openedAt: hoursAgo(9) })],
      }),
      { min_followup_delay_hours: 12 },
      "2026-06-11T18:00:00.000Z",
    ],
    [
      "opened half an hour after its own sending, whatever time the prospect was last written to",
      contacted(1, 12, {
        hasOpened: true,
        cycleMessages: [messageFacts({ sentAt: hoursAgo(10), openedAt: hoursAgo(9.5) })],
      }),
      { min_followup_delay_hours: 12 },
      "2026-06-11T16:00:00.000Z",
    ],
    [
      "the second opened two hours after sending: the base, whatever became of the first",
      contacted(2, 10, {
        hasOpened: true,
        cycleMessages: [
          messageFacts({ step: 1, sentAt: hoursAgo(90), openedAt: hoursAgo(90) }),
          messageFacts({ step: 2, sentAt: hoursAgo(10), openedAt: hoursAgo(8) }),
        ],
      }),
      {},
      "2026-06-12T06:00:00.000Z",
    ],
    [
      "the second of three opened at once, the third not: the base",
      contacted(3, 10, {
        hasOpened: true,
        cycleMessages: [
          messageFacts({ step: 1, sentAt: hoursAgo(200) }),
          messageFacts({ step: 2, sentAt: hoursAgo(90), openedAt: hoursAgo(90) }),
          messageFacts({ step: 3, sentAt: hoursAgo(10), openedAt: hoursAgo(8) }),
        ],
      }),
      { max_sequence_steps: 4 },
      "2026-06-12T06:00:00.000Z",
    ],
    [
      "contacted, no message known: from the last time",
      contacted(1, 10, { cycleMessages: [] }),
      {},
      "2026-06-13T06:00:00.000Z",
    ],
    [
      "a role address, written to like others",
      { isRoleAddress: true, readyAt: hoursAgo(5) },
      {},
      hoursAgo(5).toISOString(),
    ],
    ["follow-ups need no new verification", contacted(1, 10, { verifiedAt: null }), {}, "2026-06-13T06:00:00.000Z"],
  ])("%s", (_name, facts, change, at) => {
    expect(decide(facts, change)).toMatchObject({ kind: "send", at: new Date(at) });
  });

  it("asks the setting when nothing of the cycle was tracked", () => {
    const untracked = contacted(2, 200, {
      cycleMessages: [messageFacts({ step: 2, isOpenTracked: false, sentAt: hoursAgo(200) })],
    });
    expect(decide(untracked).kind).toBe("send");
    expect(decide(untracked, { untracked_engagement: "hold" })).toEqual({ kind: "hold", reason: "engagement_gate" });
  });

  it("counts an unknown message as sent for cadence", () => {
    const unknown = contacted(1, 10, {
      cycleMessages: [messageFacts({ step: 1, status: "unknown", sentAt: hoursAgo(10) })],
    });
    expect(decide(unknown)).toMatchObject({ kind: "send", step: 2 });
  });

  it("looks again an hour later while a message is on its way", () => {
    const queued = {
      cycleMessages: [messageFacts({ step: 1, status: "queued", scheduledAt: hoursAgo(-2), sentAt: null })],
    };
    expect(decide(queued)).toEqual({ kind: "open", at: hoursAgo(-3) });
  });

  it.each(["interested", "bounced", "exhausted", "unsubscribed"])("schedules nothing for %s", (status) => {
    expect(decide({ status })).toEqual({ kind: "none" });
  });
});

it("never answers a moment outside the window", () => {
  const office = testSettings({
    send_hours_start: "09:00",
    send_hours_end: "16:30",
    send_weekdays_only: true,
    holidays_enabled: true,
  });
  const instant = fc.date({ min: new Date("2025-01-01"), max: new Date("2030-01-01"), noInvalidDate: true });
  const place = fc.constantFrom(
    { zip: "90001", stateCode: null },
    { zip: null, stateCode: "KY" },
    { zip: null, stateCode: null },
  );
  fc.assert(
    fc.property(instant, place, fc.integer({ min: 0, max: 1_000 }), (at, where, age) => {
      const facts = sendFacts(at, {
        ...contacted(1, 0),
        place: where,
        lastEmailSentAt: new Date(at.getTime() - age * 3_600_000),
      });
      const next = nextSend(facts, office, tenant, at);
      if (next.kind !== "send") throw new Error("a contacted prospect with a second step is always scheduled");
      expect(isInsideSendWindow(where, office, new Date(Math.max(next.at.getTime(), at.getTime())))).toBe(true);
    }),
  );
});
