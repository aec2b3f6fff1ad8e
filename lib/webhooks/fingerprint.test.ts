import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fingerprintOf, fingerprintOfText } from "./fingerprint.ts";
import { incoming } from "./testing/message-cases.ts";
import type { NormalEvent } from "./types.ts";

const event: NormalEvent = incoming("clicked", 5, {
  providerEventId: "event-1",
  outreachEmailId: "018f0000-0000-7000-8000-00000000000a",
  smtpId: "<1@send.test>",
  providerMessageId: "sg1",
  recipient: "pat@acme.test",
  url: "https://a.test/1",
  ip: "10.0.0.1",
  userAgent: "Mozilla/5.0",
});
const other = (fields: Partial<NormalEvent>) => fingerprintOf("tenant-1", { ...event, ...fields });
const known = fingerprintOf("tenant-1", event);

describe("fingerprint", () => {
  it("is a sha256 in hex, the same every time", () => {
    expect(known).toMatch(/^[0-9a-f]{64}$/);
    expect(fingerprintOf("tenant-1", { ...event })).toBe(known);
  });

  it.each<{ name: string; fields: Partial<NormalEvent> }>([
    { name: "message", fields: { outreachEmailId: "018f0000-0000-7000-8000-00000000000b" } },
    { name: "type", fields: { type: "opened" } },
    { name: "second", fields: { statedSecond: event.statedSecond + 1 } },
    { name: "link", fields: { url: "https://a.test/2" } },
    { name: "IP address", fields: { ip: "10.0.0.2" } },
    { name: "agent", fields: { userAgent: "Mozilla/5.1" } },
  ])("differs by $name", ({ fields }) => {
    expect(other(fields)).not.toBe(known);
  });

  it.each<{ name: string; fields: Partial<NormalEvent> }>([
    { name: "the provider's event id, which changes on a retry", fields: { providerEventId: "event-2" } },
    { name: "our clock", fields: { occurredAt: new Date(0) } },
    { name: "names of the message behind the first one", fields: { smtpId: null, providerMessageId: "sg2" } },
    { name: "the reason's words", fields: { reason: "later" } },
    { name: "what we make of it", fields: { machineReason: "scanner_agent" } },
  ])("does not depend on $name", ({ fields }) => {
    expect(other(fields)).toBe(known);
  });

  it("differs from tenant to tenant", () => {
    expect(fingerprintOf("tenant-2", event)).not.toBe(known);
    expect(fingerprintOfText("tenant-2", "{}")).not.toBe(fingerprintOfText("tenant-1", "{}"));
  });

  it("names the message by the best name there is", () => {
    const names: Partial<NormalEvent>[] = [
      {},
      { outreachEmailId: null },
      { outreachEmailId: null, smtpId: null },
      { outreachEmailId: null, smtpId: null, providerMessageId: null },
      { outreachEmailId: null, smtpId: null, providerMessageId: null, recipient: null },
    ];
    expect(new Set(names.map(other)).size).toBe(names.length);
  });

  it("keeps parts apart: text moved from one to the next is another event", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (ip, userAgent) => {
        const first = ip.slice(0, 1);
        const moved = { ip: ip.slice(1), userAgent: first + userAgent };
        fc.pre(moved.ip !== ip || moved.userAgent !== userAgent);
        expect(other(moved)).not.toBe(other({ ip, userAgent }));
      }),
    );
  });
});
