import { PANEL_TABS } from "#components/settings/panel-tabs.ts";
import { SETTING_TABS } from "#components/settings/setting-groups.ts";
import type { PaletteItem } from "./palette-items.ts";

/** Every group of settings, found by the labels of its fields, and every other tab of the settings page. */
export const SETTINGS_ITEMS: readonly PaletteItem[] = [
  settingsItem({ id: "engine", label: "Engine", words: "engine on off switch kill switch stop", href: "/settings" }),
  ...SETTING_TABS.flatMap((tab) =>
    tab.groups.map(({ id, title, fields }) =>
      settingsItem({
        id,
        label: title,
        detail: tab.label === title ? undefined : tab.label,
        words: fields.map(({ label }) => label).join(" "),
        href: `/settings?tab=${tab.id}#${id}`,
      }),
    ),
  ),
  ...PANEL_TABS.map(({ id, label, words }) => settingsItem({ id, label, words, href: `/settings?tab=${id}` })),
];

type Place = { id: string; label: string; detail?: string; words: string; href: string };

function settingsItem({ id, label, detail, words, href }: Place): PaletteItem {
  return { id: `settings:${id}`, label, detail, words: `settings ${words}`, deed: { kind: "go", href } };
}
