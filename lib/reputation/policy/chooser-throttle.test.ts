import { expect, it } from "vitest";
import { chooserThrottle } from "./chooser-throttle.ts";
import { computeEmailScore } from "./compute-email-score.ts";

const cases = [
  {
    name: "one complaint in 120 sends slows",
    input: { sent: 120, delivered: 119, bounced: 1, complained: 1, opened: 40 },
    judged: "paused",
    expected: "critical",
  },
  {
    name: "two complaints stop",
    input: { sent: 200, delivered: 199, bounced: 1, complained: 2, opened: 60 },
    judged: "paused",
    expected: "paused",
  },
  {
    name: "one complaint with three bounces stops",
    input: { sent: 120, delivered: 117, bounced: 3, complained: 1, opened: 40 },
    judged: "paused",
    expected: "paused",
  },
  {
    name: "a low open rate alone slows",
    input: { sent: 100, delivered: 97, bounced: 3, complained: 0, opened: 1 },
    judged: "paused",
    expected: "critical",
  },
  {
    name: "a low open rate beside a pausing bounce rate stops",
    input: { sent: 100, delivered: 80, bounced: 20, complained: 0, opened: 1 },
    judged: "paused",
    expected: "paused",
  },
  {
    name: "a score that opens only tipped over stops: it rests on bounces and blocked mail as well",
    input: { sent: 100, delivered: 85, bounced: 5, complained: 0, opened: 0, blocked: 10 },
    judged: "paused",
    expected: "paused",
  },
  {
    name: "three bounces and no complaint stop",
    input: { sent: 50, delivered: 40, bounced: 3, complained: 0, opened: 0, blocked: 7 },
    judged: "paused",
    expected: "paused",
  },
  {
    name: "two bounces and no complaint slow",
    input: { sent: 50, delivered: 38, bounced: 2, complained: 0, opened: 0, blocked: 10 },
    judged: "paused",
    expected: "critical",
  },
  {
    name: "8 bounces of 40 stop a mailbox that warms up",
    input: { sent: 40, delivered: 32, bounced: 8, complained: 0, opened: 5 },
    judged: "paused",
    expected: "paused",
  },
  {
    name: "what is not paused stays as judged",
    input: { sent: 1000, delivered: 960, bounced: 20, complained: 1, opened: 60 },
    judged: "reduced",
    expected: "reduced",
  },
];

it.each(cases)("$name", ({ input, judged, expected }) => {
  const reputation = computeEmailScore({ ...input, clicked: 0 });
  expect(reputation.throttle).toBe(judged);
  expect(chooserThrottle(reputation)).toBe(expected);
});
