import { describe, expect, it } from "vitest";
import { isInSequence, type StatusFacts, statusAfterEvents } from "./status-after-events.ts";

const nothing: StatusFacts = { isUnsubscribed: false, isBounced: false, isDelivered: false };
const unsubscribed = { ...nothing, isUnsubscribed: true };
const bounced = { ...nothing, isBounced: true };
const delivered = { ...nothing, isDelivered: true };

describe("statusAfterEvents", () => {
  it.each(["cold", "contacted", "unreachable", "generation_failed"])("moves %s", (status) => {
    expect(statusAfterEvents(status, unsubscribed)).toBe("unsubscribed");
    expect(statusAfterEvents(status, bounced)).toBe("bounced");
    expect(statusAfterEvents(status, { ...bounced, isUnsubscribed: true })).toBe("unsubscribed");
    expect(statusAfterEvents(status, nothing)).toBe(status);
  });

  it.each([
    "interested",
    "demo_scheduled",
    "demo_completed",
    "proposal_sent",
    "won",
    "lost",
    "unsubscribed",
    "no_verified_email",
    "duplicate_email",
    "exhausted",
  ])("leaves %s", (status) => {
    expect(statusAfterEvents(status, { isUnsubscribed: true, isBounced: true, isDelivered: true })).toBe(status);
  });

  it("ends the same whether the bounce or the wish comes first", () => {
    const bouncedFirst = statusAfterEvents(statusAfterEvents("contacted", bounced), unsubscribed);
    const wishFirst = statusAfterEvents(statusAfterEvents("contacted", unsubscribed), bounced);
    expect([bouncedFirst, wishFirst]).toEqual(["unsubscribed", "unsubscribed"]);
  });

  it("returns an unreachable prospect at a delivery, unless it bounced as well", () => {
    expect(statusAfterEvents("unreachable", delivered)).toBe("contacted");
    expect(statusAfterEvents("unreachable", { ...bounced, isDelivered: true })).toBe("bounced");
    expect(statusAfterEvents("bounced", delivered)).toBe("bounced");
  });
});

it("knows which statuses have a next send or a hold", () => {
  expect(["cold", "contacted", "bounced", "unreachable", "interested"].filter(isInSequence)).toEqual([
    "cold",
    "contacted",
  ]);
});
