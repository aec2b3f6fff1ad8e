import { describe, expect, it } from "vitest";
import { normaliseSendgrid } from "./normalise-sendgrid.ts";

const now = new Date("2026-06-10T16:00:00Z");
const second = now.getTime() / 1_000;
const id = "018f0000-0000-7000-8000-00000000000a";

function read(fields: Record<string, unknown>) {
  const result = normaliseSendgrid({ event: "delivered", timestamp: second, ...fields }, now);
  if (!result.ok) throw new Error(result.reason);
  return result.event;
}

describe("normaliseSendgrid", () => {
  it("reads a whole event", () => {
    const event = read({
      event: "click",
      email: "Owner@acme.test",
      sg_event_id: "e1",
      sg_message_id: "14c5d75ce93.filter001.123.0",
      "smtp-id": "<abc@send.test>",
      url: "https://acme.test/a",
      ip: "10.0.0.1",
      useragent: "Mozilla/5.0",
      outreach_email_id: id.toUpperCase(),
      category: "one",
      attempt: "3",
    });
    expect(event).toEqual({
      providerEventId: "e1",
      type: "clicked",
      occurredAt: now,
      statedSecond: second,
      outreachEmailId: id,
      smtpId: "<abc@send.test>",
      providerMessageId: "14c5d75ce93",
      recipient: "Owner@acme.test",
      url: "https://acme.test/a",
      ip: "10.0.0.1",
      userAgent: "Mozilla/5.0",
      machineReason: null,
      bounceClass: null,
      reason: null,
    });
  });

  it.each([
    { name: "a number as text", timestamp: String(second) },
    { name: "a fraction", timestamp: second + 0.7 },
  ])("takes a time given as $name", ({ timestamp }) => {
    expect(read({ timestamp }).occurredAt).toEqual(now);
  });

  it.each([
    { ahead: 599, expected: 599 },
    { ahead: 600, expected: 600 },
    { ahead: 601, expected: 0 },
  ])("moves what lies more than 10 minutes ahead to now ($ahead s)", ({ ahead, expected }) => {
    const event = read({ timestamp: second + ahead });
    expect(event.occurredAt.getTime()).toBe(now.getTime() + expected * 1_000);
    expect(event.statedSecond).toBe(second + ahead);
  });

  it.each([
    {
      name: "a Message-ID without brackets",
      given: { "smtp-id": "abc@send.test" },
      expected: { smtpId: "<abc@send.test>" },
    },
    { name: "an id of ours that is none", given: { outreach_email_id: "17" }, expected: { outreachEmailId: null } },
    { name: "a message id without a dot", given: { sg_message_id: "abc" }, expected: { providerMessageId: "abc" } },
    {
      name: "a message id that begins with a dot",
      given: { sg_message_id: ".abc" },
      expected: { providerMessageId: null },
    },
    {
      name: "ids of another type",
      given: { sg_event_id: 7, "smtp-id": {} },
      expected: { providerEventId: null, smtpId: null },
    },
    {
      name: "a deferral's answer",
      given: { event: "deferred", response: "450 later" },
      expected: { reason: "450 later" },
    },
  ])("takes $name", ({ given, expected }) => {
    expect(read(given)).toMatchObject(expected);
  });

  it.each([
    { raw: null, reason: "not_an_object" },
    { raw: "open", reason: "not_an_object" },
    { raw: [], reason: "not_an_object" },
    { raw: { timestamp: second }, reason: "event_name_missing" },
    { raw: { timestamp: second, event: " " }, reason: "event_name_missing" },
    { raw: { timestamp: second, event: "x".repeat(101) }, reason: "event_name_missing" },
    { raw: { event: "open" }, reason: "timestamp_missing" },
    { raw: { event: "open", timestamp: "yesterday" }, reason: "timestamp_missing" },
    { raw: { event: "open", timestamp: Number.NaN }, reason: "timestamp_missing" },
    { raw: { event: "open", timestamp: second * 1_000 }, reason: "timestamp_missing" },
    { raw: { event: "open", timestamp: -1 }, reason: "timestamp_missing" },
  ])("refuses $raw", ({ raw, reason }) => {
    expect(normaliseSendgrid(raw, now)).toEqual({ ok: false, reason });
  });
});
