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
  fromEmail: "ann@send.test",
  cycle: 0,
  step: 1,
  ...change,
});

it("puts messages, their events and the reset in one order, newest first", () => {
  const timeline = buildTimeline(
    [message({}), message({ id: "m2", cycle: 1, sentAt: at(15) })],
    [{ emailId: "m1", type: "opened", at: at(10), isMachine: true, machineReason: "scanner agent" }],
    at(14),
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
  const titles = buildTimeline([message({})], [delivered], at(9)).map((entry) => entry.title);
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
    detail: "Hello · from ann@send.test · Engine paused",
  });
});

it("shows a queued message at the time it is due", () => {
  expect(buildTimeline([message({ status: "queued", sentAt: null })], [], null)[0]?.at).toEqual(at(9));
});
