import { describe, expect, it } from "vitest";
import { changeLines, contestedFields, rebasedDraft } from "./profile-conflict.ts";
import { draftOf, type EditedProfile, patchOf } from "./prospect-draft.ts";

const base: EditedProfile = {
  name: "Al",
  company: null,
  email: "al@x.test",
  phone: "555",
  trade_type: null,
  website: null,
  city: "Waco",
  state_code: "TX",
  zip: null,
  consent_basis: null,
  priority: 0,
  custom: { fleet: "3", opened: "1998" },
};
const current: EditedProfile = { ...base, phone: "777", city: "Austin", custom: { fleet: "5", crew: "9" } };
const draft = {
  ...draftOf(base),
  phone: " 666 ",
  name: "Bo",
  custom: { fleet: "4", opened: "1998" },
};

describe("two who edited a profile at once", () => {
  it("decide on the fields that both changed to different values", () => {
    expect(contestedFields(base, draft, current)).toEqual([
      { key: "phone", label: "Phone", mine: "666", theirs: "777" },
      { key: "custom.fleet", label: "Fleet", mine: "4", theirs: "5" },
    ]);
    expect(contestedFields(base, { ...draft, phone: "777", custom: base.custom }, current)).toEqual([]);
  });

  it("keep what they typed, and what the other saved everywhere else", () => {
    const next = rebasedDraft(base, draft, current, []);
    expect(patchOf(current, next)).toEqual({ phone: "666", name: "Bo", custom: { fleet: "4" } });
  });

  it("take what the other saved where they say so", () => {
    const next = rebasedDraft(base, draft, current, ["phone", "custom.fleet"]);
    expect(patchOf(current, next)).toEqual({ name: "Bo" });
    expect(next.custom).toEqual({ fleet: "5", crew: "9", opened: "" });
  });

  it("read what the other did field by field", () => {
    const change = {
      by: "bob@x.test",
      at: "2026-06-10T16:00:00Z",
      before: { phone: "555", custom: { opened: "1998" } },
      after: { phone: "777", custom: { opened: null } },
    };
    expect(changeLines(change)).toEqual(["Phone: 555 → 777", "Opened: 1998 → none"]);
  });
});
