import { expect, it } from "vitest";
import { RECONTACT } from "#components/settings/sequence-groups.ts";
import { type DraftValue, toDraft } from "#components/settings/setting-field.ts";
import type { VersionedSettings } from "#lib/settings/contract.ts";
import { triedChange } from "./use-tried-settings.ts";

const stored = {
  recontact_enabled: true,
  recontact_cooldown_days: 90,
  max_recontact_cycles: 4,
  recontact_daily_release: 100,
  recontact_share: 0.3,
} as VersionedSettings;

const tried = (draft: Record<string, DraftValue>) =>
  triedChange(RECONTACT.fields, (field) => draft[field.name] ?? toDraft(field, stored[field.name]), stored);

it("is nothing while the form holds what is stored", () => expect(tried({})).toEqual({}));

it("is what differs, in the API's spelling", () => {
  expect(tried({ recontact_enabled: false, recontact_cooldown_days: "60", recontact_daily_release: "" })).toEqual({
    recontact_enabled: false,
    recontact_cooldown_days: 60,
    recontact_daily_release: null,
  });
});

it("leaves out what is no number yet, and the share, which moves nobody's return", () => {
  expect(tried({ max_recontact_cycles: "x", recontact_share: "50" })).toEqual({});
});
