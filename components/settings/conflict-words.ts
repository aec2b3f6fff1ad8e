import type { LoggedChange } from "#lib/audit/contract.ts";
import type { Settings, VersionedSettings } from "#lib/settings/contract.ts";
import type { SettingName } from "./setting-field.ts";
import { settingLabel, settingText } from "./setting-words.ts";

/** What is stored now, and who changed what since the version that was edited, newest first. */
export type SettingsConflict = { current: VersionedSettings; changes: readonly LoggedChange[] };

/** A setting that both changed, to different values. */
export type Contested = { name: SettingName; label: string; mine: string; theirs: string; by: string | null };

/** The settings to decide on, in the form's order. Without lines of the log every edited one that is stored otherwise is one. */
export function contestedSettings({ current, changes }: SettingsConflict, edited: Partial<Settings>): Contested[] {
  return (Object.keys(edited) as SettingName[]).flatMap((name) => {
    if (JSON.stringify(edited[name]) === JSON.stringify(current[name])) return [];
    const change = changes.find(({ after }) => after !== null && name in after);
    if (changes.length > 0 && !change) return [];
    return [
      {
        name,
        label: settingLabel(name) ?? name,
        mine: settingText(name, edited[name]) ?? String(edited[name]),
        theirs: settingText(name, current[name]) ?? String(current[name]),
        by: change?.by ?? null,
      },
    ];
  });
}

/** What one change did, setting by setting: "Cooldown after the last email: 90 days → 60 days". */
export function changeLines({ before, after }: LoggedChange): string[] {
  return Object.entries(after ?? {}).map(([name, value]) => {
    const [was, is] = [settingText(name, before?.[name]), settingText(name, value)];
    return `${settingLabel(name) ?? name}: ${was ?? String(before?.[name])} → ${is ?? String(value)}`;
  });
}
