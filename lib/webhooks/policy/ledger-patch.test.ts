import { describe, expect, it } from "vitest";
import { incoming, ledgerMessage, planAfter, startMs } from "../testing/message-cases.ts";
import type { IncomingEvent } from "../types.ts";
import { type LedgerPatch, ledgerPatch } from "./ledger-patch.ts";

const at = (second: number) => new Date(startMs + second * 1_000);
const technical = (second: number, reason: string) => incoming("bounced", second, { bounceClass: "technical", reason });

const nothing: LedgerPatch = {
  id: "message-1",
  deliveredAt: null,
  openedAt: null,
  machineOpenedAt: null,
  clickedAt: null,
  isClickChanged: false,
  bouncedAt: null,
  bounceType: null,
  bounceReason: null,
  complainedAt: null,
  opens: 0,
  providerMessageId: null,
  isDropped: null,
};

type Case = { name: string; before?: IncomingEvent[]; now: IncomingEvent[]; expected: Partial<LedgerPatch> | null };

describe("what events change on a ledger row", () => {
  it.each<Case>([
    { name: "processed: nothing", now: [incoming("processed", 1)], expected: null },
    { name: "unsubscribed: nothing, it is the prospect's", now: [incoming("unsubscribed", 1)], expected: null },
    { name: "two deferrals: nothing", now: [incoming("deferred", 1), incoming("deferred", 2)], expected: null },
    {
      name: "the third deferral",
      before: [incoming("deferred", 1, { reason: "450 first" }), incoming("deferred", 2)],
      now: [incoming("deferred", 3, { reason: "450 third" })],
      expected: { bounceType: "deferred", bounceReason: "450 first" },
    },
    { name: "delivered", now: [incoming("delivered", 5)], expected: { deliveredAt: at(5) } },
    {
      name: "delivered again, later: nothing",
      before: [incoming("delivered", 5)],
      now: [incoming("delivered", 9)],
      expected: null,
    },
    {
      name: "delivered again, earlier",
      before: [incoming("delivered", 5)],
      now: [incoming("delivered", 2)],
      expected: { deliveredAt: at(2) },
    },
    {
      name: "an open more",
      before: [incoming("opened", 3)],
      now: [incoming("opened", 8), incoming("opened", 9)],
      expected: { openedAt: at(3), opens: 2 },
    },
    {
      name: "a machine's open",
      now: [incoming("opened", 2, { machineReason: "sg_machine_open" })],
      expected: { machineOpenedAt: at(2) },
    },
    {
      name: "a click",
      now: [incoming("clicked", 4, { url: "a" })],
      expected: { clickedAt: at(4), isClickChanged: true },
    },
    {
      name: "a click that turns out a machine's",
      before: [incoming("clicked", 4, { url: "a" })],
      now: [incoming("clicked", 6, { url: "b" })],
      expected: { clickedAt: null, isClickChanged: true },
    },
    {
      name: "a hard bounce",
      now: [incoming("bounced", 4, { reason: "550 no such user" })],
      expected: { bouncedAt: at(4), bounceType: "hard", bounceReason: "550 no such user" },
    },
    {
      name: "a hard bounce after a technical one",
      before: [technical(1, "dns")],
      now: [incoming("bounced", 4, { reason: "550 no such user" })],
      expected: { bouncedAt: at(1), bounceType: "hard", bounceReason: "550 no such user" },
    },
    {
      name: "a block is no bounce",
      now: [incoming("blocked", 4, { reason: "spam" })],
      expected: { bounceType: "blocked", bounceReason: "spam" },
    },
    { name: "a complaint", now: [incoming("complained", 8)], expected: { complainedAt: at(8) } },
    { name: "a drop", now: [incoming("dropped", 1, { reason: "Spam Content" })], expected: { isDropped: true } },
    {
      name: "a delivery that proves a drop wrong",
      before: [incoming("dropped", 1)],
      now: [incoming("delivered", 2)],
      expected: { isDropped: false, deliveredAt: at(2) },
    },
    {
      name: "a drop after a delivery: nothing",
      before: [incoming("delivered", 2)],
      now: [incoming("dropped", 3)],
      expected: null,
    },
  ])("$name", ({ before, now, expected }) => {
    const patch = ledgerPatch(planAfter(before ?? [], now), null);
    expect(patch).toEqual(expected === null ? null : { ...nothing, ...expected });
  });

  it("keeps at most 1,000 characters of a reason", () => {
    const patch = ledgerPatch(planAfter([], [incoming("bounced", 1, { reason: "x".repeat(5_000) })]), null);
    expect(patch?.bounceReason).toHaveLength(1_000);
  });
});

describe("what the provider calls the message", () => {
  const processed = [incoming("processed", 1)];
  it.each([
    { name: "is learned from any event", known: null, given: "sg1", expected: "sg1" },
    { name: "is learned anew when it changes", known: "sg0", given: "sg1", expected: "sg1" },
    { name: "changes nothing when it is known", known: "sg1", given: "sg1", expected: undefined },
    { name: "is not forgotten by an event without it", known: "sg1", given: null, expected: undefined },
  ])("$name", ({ known, given, expected }) => {
    const plan = planAfter([], processed, ledgerMessage({ providerMessageId: known }));
    expect(ledgerPatch(plan, given)?.providerMessageId).toBe(expected);
  });
});
