import type { SettingField } from "./setting-field.ts";

/** Settings that are edited and saved together. */
export type SettingGroup = { id: string; title: string; description: string; fields: readonly SettingField[] };
