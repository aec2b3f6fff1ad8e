import fc from "fast-check";
import { expect, it } from "vitest";
import { buildTimeline, type TimelineMessage } from "./build-timeline.ts";

const at = (hour: number) => new Date(Date.UTC(2026, 5, 10, hour));
const message = (change: Partial<TimelineMessage>): TimelineMessage => ({
  id: "m1",
  createdAt: at(8),
  scheduledAt: at(9),
  sentAt: at(9),
  status: "sent",
  statusReason: null,
  statusDetail: null,
  kind: "sequence",
  subject: "Hello",
  direction: "outbound",
  fromEmail: "ann@send.test",
  mailboxId: null,
  isWritten: true,
  inReplyTo: null,
  decision: null,
  replyClassification: null,
  cycle: 0,
  step: 1,
  ...change,
});

it("puts messages, their events and the reset in one order, newest first", () => {
  const timeline = buildTimeline(
    [message({}), message({ id: "m2", cycle: 1, sentAt: at(15) })],
    [{ emailId: "m1", type: "opened", at: at(10), isMachine: true, machineReason: "scanner agent" }],
    { at: at(14), cycle: 1 },
  );
  expect(timeline.map((entry) => [entry.title, entry.cycle])).toEqual([
    ["Step 1: sent", 1],
    ["Returned for re-contact", 1],
    ["Opened by a machine", 0],
    ["Step 1: sent", 0],
  ]);
});

it("puts a message before its own events and after the reset when all happened in the same second", () => {
  const delivered = { emailId: "m1", type: "delivered", at: at(9), isMachine: false, machineReason: null };
  const titles = buildTimeline([message({})], [delivered], { at: at(9), cycle: 0 }).map((entry) => entry.title);
  expect(titles).toEqual(["Delivered", "Step 1: sent", "Returned for re-contact"]);
});

it("says why a message was not sent", () => {
  const [entry] = buildTimeline(
    [message({ status: "cancelled", statusReason: "engine_paused", sentAt: null })],
    [],
    null,
  );
  expect(entry).toMatchObject({
    at: at(8),
    title: "Step 1: cancelled, will be planned again",
    detail: "Engine paused",
    message: { subject: "Hello", fromEmail: "ann@send.test", isWritten: true, sender: null },
  });
});

it("shows a queued message at the time it is due", () => {
  expect(buildTimeline([message({ status: "queued", sentAt: null })], [], null)[0]?.at).toEqual(at(9));
});

it("gives the return its own cycle before any message of that cycle exists", () => {
  const [first] = buildTimeline([message({ cycle: 1 })], [], { at: at(14), cycle: 2 });
  expect(first).toEqual({
    at: at(14),
    kind: "cycle",
    type: "cycle_reset",
    title: "Returned for re-contact",
    detail: null,
    emailId: null,
    cycle: 2,
    step: null,
    isMachine: false,
    message: null,
  });
});

it("tells a reply from what was sent, and how it was read", () => {
  const reply = { kind: "reply", direction: "inbound", status: "received", replyClassification: "not_now" } as const;
  expect(buildTimeline([message(reply)], [], null)[0]).toMatchObject({
    title: "Reply received",
    detail: "read as not now",
    step: null,
  });
});

it("explains the mailbox of a follow-up by who sent the step before in the same cycle", () => {
  const id = crypto.randomUUID();
  const decision = {
    kind: "selected",
    mailbox: { id, from_email: "bob@send.test", domain: "send.test", score: 91 },
    passed_over: [{ reason: "mailbox_paused", count: 1, from_emails: ["ann@send.test"], scores: [12] }],
    scheduled_at: at(12).toISOString(),
  };
  const second = message({ id: "m2", step: 2, sentAt: at(12), decision, fromEmail: "bob@send.test" });
  const earlierCycle = message({ id: "m0", cycle: 5, fromEmail: "eve@send.test" });
  const [entry] = buildTimeline([second, message({}), earlierCycle], [], null);
  expect(entry?.message?.sender?.why).toMatch(/^ann@send.test, which sent the step before, could not go on/);
});

it("is empty when nothing happened", () => expect(buildTimeline([], [], null)).toEqual([]));

it.each([
  ["queued", "Step 1: queued"],
  ["claimed", "Step 1: being written"],
  ["sending", "Step 1: being sent"],
  ["sent", "Step 1: sent"],
  ["failed", "Step 1: refused"],
  ["unknown", "Step 1: outcome unknown"],
  ["cancelled", "Step 1: cancelled, will be planned again"],
  ["skipped", "Step 1: skipped"],
  ["from_newer_code", "Step 1: from_newer_code"],
])("puts the ledger status %s in words", (status, title) => {
  expect(buildTimeline([message({ status })], [], null)[0]).toMatchObject({ kind: "email", type: status, title });
});

it("names a win-back, not a step", () => {
  expect(buildTimeline([message({ kind: "winback" })], [], null)[0]?.title).toBe("Win-back: sent");
});

it("says nothing of a subject that is not written yet, and all that the provider said", () => {
  const refused = {
    status: "failed",
    statusReason: "provider_refused",
    statusDetail: "550 no such user",
    subject: null,
  };
  expect(buildTimeline([message(refused)], [], null)[0]?.detail).toBe(
    "Provider refused the message · 550 no such user",
  );
});

it("says nothing of the code with which a provider took a message", () => {
  const [entry] = buildTimeline([message({ statusDetail: "202 sim-f12c" })], [], null);
  expect(entry).toMatchObject({ title: "Step 1: sent", detail: null });
});

it("leaves out that a message known as sent was taken by the provider, and says so of another", () => {
  const processed = { emailId: "m1", type: "processed", at: at(10), isMachine: false, machineReason: null };
  const titles = (status: string) => buildTimeline([message({ status })], [processed], null).map(({ title }) => title);
  expect(titles("sent")).toEqual(["Step 1: sent"]);
  expect(titles("unknown")).toEqual(["Taken by the provider", "Step 1: outcome unknown"]);
});

it("shows a message that was never handed over at the time it was made", () => {
  expect(buildTimeline([message({ status: "skipped", sentAt: null })], [], null)[0]?.at).toEqual(at(8));
});

it("gives an event the cycle and step of its message, and tells people from machines", () => {
  const clicked = { emailId: "m1", type: "clicked", at: at(11), isMachine: false, machineReason: null };
  const scanned = { emailId: "m1", type: "clicked", at: at(10), isMachine: true, machineReason: "every link at once" };
  const timeline = buildTimeline([message({ cycle: 2, step: 3 })], [scanned, clicked], null);
  expect(timeline.slice(0, 2)).toMatchObject([
    { title: "Clicked by a person", detail: null, cycle: 2, step: 3, isMachine: false, emailId: "m1" },
    { title: "Clicked by a machine", detail: "every link at once", cycle: 2, step: 3, isMachine: true },
  ]);
});

it("leaves out events of messages that are not shown", () => {
  const stray = { emailId: "m9", type: "opened", at: at(10), isMachine: false, machineReason: null };
  expect(buildTimeline([message({})], [stray], null)).toHaveLength(1);
});

it("is newest first, whatever comes in", () => {
  const hour = fc.integer({ min: 0, max: 23 });
  fc.assert(
    fc.property(fc.array(hour), fc.array(hour), fc.option(hour, { nil: null }), (sent, opened, reset) => {
      const messages = [message({}), ...sent.map((h, i) => message({ id: `s${i}`, sentAt: at(h) }))];
      const signals = opened.map((h) => ({
        emailId: "m1",
        type: "opened",
        at: at(h),
        isMachine: false,
        machineReason: null,
      }));
      const timeline = buildTimeline(messages, signals, reset === null ? null : { at: at(reset), cycle: 1 });
      expect(timeline).toHaveLength(messages.length + signals.length + (reset === null ? 0 : 1));
      const times = timeline.map((entry) => entry.at.getTime());
      expect(times).toEqual(times.toSorted((a, b) => b - a));
    }),
  );
});

it("puts what people did into the cycle of its time, unless it names its own", () => {
  const change = (hour: number, cycle: number | null = null) => ({
    at: at(hour),
    type: "prospect.stopped",
    title: `Stopped at ${hour}`,
    detail: "a reason",
    cycle,
  });
  const messages = [message({}), message({ id: "m2", cycle: 1, createdAt: at(12), sentAt: at(12) })];
  const changes = [change(7), change(10), change(13), change(15), change(16, 3)];
  const entries = buildTimeline(messages, [], { at: at(14), cycle: 2 }, changes);
  const told = entries.filter(({ kind }) => kind === "change").map(({ title, cycle }) => [title, cycle]);
  expect(told).toEqual([
    ["Stopped at 16", 3],
    ["Stopped at 15", 2],
    ["Stopped at 13", 1],
    ["Stopped at 10", 0],
    ["Stopped at 7", 0],
  ]);
  expect(entries[0]).toMatchObject({ type: "prospect.stopped", detail: "a reason", message: null, step: null });
});
