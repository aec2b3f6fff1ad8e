import { describe, expect, it } from "vitest";
import { computeEmailScore } from "#lib/reputation/policy/compute-email-score.ts";
import { domainView } from "./contract-domain.ts";
import { toDomainView } from "./domain-view.ts";
import type { DomainRow } from "./repo-domains.ts";

const now = new Date("2026-06-10T16:00:00Z");

const row: DomainRow = {
  id: "0196f0a0-0000-7000-8000-000000000001",
  domain: "mail.example.test",
  warmup_started_at: null,
  last_reserved_at: null,
  auth_status: "unchecked",
  auth_checked_at: null,
  archived_at: null,
  version: 3,
  created_at: new Date("2026-05-01T00:00:00Z"),
  state: null,
  state_reason: null,
  state_since: null,
  clean_sends: null,
  mailbox_count: 2,
  mailbox_ids: [],
  used_today: 4,
};

const view = (change: Partial<DomainRow> = {}, more: Partial<Parameters<typeof toDomainView>[1]> = {}) =>
  toDomainView(
    { ...row, ...change },
    { zone: "America/Chicago", now, reputations: new Map(), caps: new Map(), ...more },
  );

const startedAt = (text: string) => view({ warmup_started_at: new Date(text), last_reserved_at: now }).warm_up;

describe("toDomainView", () => {
  it("fits the contract", () => expect(domainView.parse(view())).toEqual(view()));

  it("is healthy without a stored state, and says since when it is not", () => {
    expect(view()).toMatchObject({ state: "healthy", state_reason: null, state_since: null });
    const stored = { state: "paused", state_reason: "paused_by_person", state_since: now };
    expect(view(stored)).toMatchObject({ ...stored, state_since: now.toISOString() });
  });

  it.each([
    ["2026-06-10T15:00:00Z", 0, 10],
    // 04:00 UTC is the evening before in Chicago: a day earlier than in UTC
    ["2026-06-08T04:00:00Z", 3, 25],
    ["2026-06-08T06:00:00Z", 2, 10],
    ["2026-06-01T12:00:00Z", 9, 50],
    ["2026-05-31T12:00:00Z", 10, 80],
    ["2026-05-22T12:00:00Z", 19, 120],
    ["2026-05-21T12:00:00Z", null, null],
  ])("warming up since %s it is day %s with %s messages", (started, day, cap) => {
    expect(startedAt(started)).toEqual({ day, cap, factor: 1 });
  });

  it("may send what planning lets it, and nothing without a mailbox", () => {
    expect(view({}, { caps: new Map([[row.id, 35]]) }).cap_today).toBe(35);
    expect(view().cap_today).toBe(0);
  });

  it("bends the warm-up by its own reputation", () => {
    const counts = { delivered: 60, complained: 0, opened: 20, clicked: 0, blocked: 0 };
    const good = computeEmailScore({ ...counts, sent: 60, bounced: 0 });
    const bad = computeEmailScore({ ...counts, sent: 66, bounced: 6 });
    const started = { warmup_started_at: new Date("2026-06-07T16:00:00Z"), last_reserved_at: now };
    const factorWith = (domain: string, reputation: typeof good) =>
      view(started, { reputations: new Map([[domain, reputation]]) }).warm_up;
    expect(factorWith(row.domain, good)).toEqual({ day: 3, cap: 37, factor: 1.5 });
    expect(factorWith(row.domain, bad)).toEqual({ day: 3, cap: 12, factor: 0.5 });
    expect(factorWith("other.test", bad)).toEqual({ day: 3, cap: 25, factor: 1 });
  });
});
