import { describe, expect, it } from "vitest";
import type { VersionedSettings } from "#lib/settings/contract.ts";
import { changeLines, contestedSettings } from "./conflict-words.ts";

const current = {
  recontact_cooldown_days: 60,
  max_recontact_cycles: 4,
  sender_rotation: "per_step",
  version: 3,
} as VersionedSettings;
const change = {
  by: "ann@example.test",
  at: "2026-06-10T08:00:00Z",
  before: { recontact_cooldown_days: 90, sender_rotation: "per_cycle" },
  after: { recontact_cooldown_days: 60, sender_rotation: "per_step" },
};

describe("what two people changed at once", () => {
  it("is to be decided where both changed it, to different values", () => {
    const edited = { recontact_cooldown_days: 45, max_recontact_cycles: 5, sender_rotation: "per_step" } as const;
    expect(contestedSettings({ current, changes: [change] }, edited)).toEqual([
      {
        name: "recontact_cooldown_days",
        label: "Cooldown after the last email",
        mine: "45 days",
        theirs: "60 days",
        by: "ann@example.test",
      },
    ]);
  });

  it("is everything that is stored otherwise while nobody knows who changed what", () => {
    const edited = { recontact_cooldown_days: 45, max_recontact_cycles: 4 };
    expect(contestedSettings({ current, changes: [] }, edited)).toMatchObject([
      { name: "recontact_cooldown_days", by: null },
    ]);
  });

  it("is said in the words of the forms", () => {
    expect(changeLines(change)).toEqual([
      "Cooldown after the last email: 90 days → 60 days",
      "Sender of follow-ups: Same mailbox for the whole cycle → Next mailbox at every step",
    ]);
    expect(changeLines({ ...change, before: { is_active: false }, after: { is_active: true } })).toEqual([
      "Engine: off → on",
    ]);
  });
});
