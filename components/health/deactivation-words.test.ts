import { expect, it } from "vitest";
import { deactivationWords } from "./deactivation-words.ts";

const running = { state: "healthy" as const, state_reason: null, state_release: null, state_releases_at: null };
const later = "2026-06-12T14:00:00.000Z";
const rest = "2026-06-11T14:00:00.000Z";
const bounced = {
  state: "paused" as const,
  state_reason: "bounce_rate",
  state_release: "release_by_rest",
  state_releases_at: rest,
};
const fourth = {
  state: "paused" as const,
  state_reason: "complaint_rate",
  state_release: "release_by_person",
  state_releases_at: null,
};

const byPerson = {
  state: "paused" as const,
  state_reason: "paused_by_person",
  state_evidence: { by: "Jo", note: "new DNS records" },
  state_release: "release_by_person",
  state_releases_at: null,
};
const said = (reason: string) => ({ reason, endsAt: null, endsWith: "someone resuming it" });

it.each([
  {
    name: "paused by a person, who said why",
    row: { ...byPerson, reason: "mailbox_paused" },
    domain: running,
    expected: said("Paused by a person: new DNS records"),
  },
  {
    name: "paused by a person without a word",
    row: { ...byPerson, state_evidence: { by: "Jo", note: null }, reason: "mailbox_paused" },
    domain: running,
    expected: said("Paused by a person"),
  },
  {
    name: "paused by a person with many words",
    row: { ...byPerson, state_evidence: { by: "Jo", note: "because ".repeat(20) }, reason: "mailbox_paused" },
    domain: running,
    expected: said(`Paused by a person: ${"because ".repeat(8).slice(0, 60)}…`),
  },
  {
    name: "held by a domain that a person paused",
    row: { ...running, reason: "domain_paused" },
    domain: byPerson,
    expected: said("Sending domain paused by a person: new DNS records"),
  },
  {
    name: "paused by the guard",
    row: { ...bounced, reason: "mailbox_paused" },
    domain: running,
    expected: { reason: "Too many bounces", endsAt: rest, endsWith: null },
  },
  {
    name: "waiting for a person",
    row: { ...fourth, reason: "mailbox_paused" },
    domain: running,
    expected: { reason: "Too many complaints", endsAt: null, endsWith: "someone resuming it" },
  },
  {
    name: "paused like its domain, which rests for longer",
    row: { ...bounced, reason: "mailbox_paused" },
    domain: { ...bounced, state_releases_at: later },
    expected: { reason: "Too many bounces; its domain is paused too", endsAt: later, endsWith: null },
  },
  {
    name: "paused like its domain, which waits for a person",
    row: { ...bounced, reason: "mailbox_paused" },
    domain: fourth,
    expected: { reason: "Too many bounces; its domain is paused too", endsAt: null, endsWith: "someone resuming it" },
  },
  {
    name: "held by its domain",
    row: { ...running, reason: "domain_paused" },
    domain: bounced,
    expected: { reason: "Sending domain paused: too many bounces", endsAt: rest, endsWith: null },
  },
  {
    name: "held by a domain that is not known",
    row: { ...running, reason: "domain_paused" },
    domain: null,
    expected: {
      reason: "Sending domain paused",
      endsAt: null,
      endsWith: "someone resuming it, or its rest ending if it has one",
    },
  },
  {
    name: "stopped by its score",
    row: { ...running, reason: "mailbox_score_paused" },
    domain: bounced,
    expected: {
      reason: "Mailbox reputation paused",
      endsAt: null,
      endsWith: "the bad hours leaving the 24 h window",
    },
  },
  {
    name: "resting over a connection that is stopped",
    row: { ...bounced, reason: "mailbox_paused", connection_paused: true },
    domain: running,
    expected: {
      reason: "Too many bounces; its connection is stopped too",
      endsAt: null,
      endsWith: "someone resuming its connection",
    },
  },
  {
    name: "held by its domain, which waits for a person, over a connection that is stopped",
    row: { ...running, reason: "domain_paused", connection_paused: true },
    domain: fourth,
    expected: {
      reason: "Sending domain paused: too many complaints; its connection is stopped too",
      endsAt: null,
      endsWith: "someone resuming it, and someone resuming its connection",
    },
  },
  {
    name: "held by its connection alone",
    row: { ...running, reason: "connection_paused", connection_paused: true },
    domain: running,
    expected: { reason: "Connection stopped", endsAt: null, endsWith: "someone resuming it" },
  },
])("$name", ({ row, domain, expected }) =>
  expect(deactivationWords({ connection_paused: false, ...row }, domain)).toEqual(expected),
);
