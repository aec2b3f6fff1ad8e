import { describeValue, type SettingField } from "./setting-field.ts";
import { SETTING_TABS } from "./setting-groups.ts";

/** Settings that are switched outside the forms. */
const SWITCHES: SettingField[] = [
  { name: "is_active", label: "Engine", kind: "switch" },
  { name: "sequencer_paused", label: "Kill switch", kind: "switch" },
];

const fields = new Map<string, SettingField>(
  [...SWITCHES, ...SETTING_TABS.flatMap(({ groups }) => groups.flatMap((group) => group.fields))].map((field) => [
    field.name,
    field,
  ]),
);

/** A setting as its form calls it; undefined for one that no form knows (any more). */
export function settingLabel(name: string): string | undefined {
  return fields.get(name)?.label;
}

/** A stored value of a setting as its form says it; undefined for a setting that no form knows. */
export function settingText(name: string, value: unknown): string | undefined {
  const field = fields.get(name);
  return field && describeValue(field, (value ?? null) as Parameters<typeof describeValue>[1]);
}
