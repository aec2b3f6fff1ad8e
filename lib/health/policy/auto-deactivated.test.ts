import { expect, it } from "vitest";
import { isAutoDeactivated } from "./auto-deactivated.ts";

const nobody = { mailbox: null, domain: null, connection: null };

it.each([
  { name: "may send", reason: null, pausedBy: nobody, expected: false },
  { name: "score of the mailbox", reason: "mailbox_score_paused", pausedBy: nobody, expected: true },
  { name: "score of its domain", reason: "domain_score_paused", pausedBy: nobody, expected: true },
  { name: "score under the threshold", reason: "below_health_threshold", pausedBy: nobody, expected: true },
  { name: "counters too old", reason: "reputation_unavailable", pausedBy: nobody, expected: true },
  {
    name: "paused by the guard",
    reason: "mailbox_paused",
    pausedBy: { ...nobody, mailbox: "bounce_rate" },
    expected: true,
  },
  {
    name: "paused by a person",
    reason: "mailbox_paused",
    pausedBy: { ...nobody, mailbox: "paused_by_person" },
    expected: false,
  },
  {
    name: "its domain paused by a person",
    reason: "domain_paused",
    pausedBy: { ...nobody, domain: "paused_by_person" },
    expected: false,
  },
  {
    name: "its connection stopped by the guard, itself by a person",
    reason: "connection_paused",
    pausedBy: { mailbox: "paused_by_person", domain: null, connection: "complaints" },
    expected: true,
  },
  { name: "switched off", reason: "mailbox_inactive", pausedBy: nobody, expected: false },
  { name: "domain not authenticated", reason: "domain_not_authenticated", pausedBy: nobody, expected: false },
] as const)("$name: $expected", ({ reason, pausedBy, expected }) => {
  expect(isAutoDeactivated(reason, pausedBy)).toBe(expected);
});
