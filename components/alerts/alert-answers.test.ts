import { expect, it } from "vitest";
import { answersOf } from "./alert-answers.ts";

const now = Date.UTC(2026, 5, 10, 12);
const at = (hour: number) => new Date(Date.UTC(2026, 5, 10, hour)).toISOString();

it("of a group only those are answered that have no answer yet; a snooze that is over is none", () => {
  const alerts = [
    { id: "new", acknowledged_at: null, snoozed_until: null },
    { id: "seen", acknowledged_at: at(9), snoozed_until: at(11) },
    { id: "snoozed", acknowledged_at: null, snoozed_until: at(13) },
  ];
  expect(answersOf(alerts, now)).toEqual({ toAcknowledge: ["new", "snoozed"], toSnooze: ["new", "seen"] });
  expect(answersOf(alerts, now + 3_600_000).toSnooze).toEqual(["new", "seen", "snoozed"]);
});
