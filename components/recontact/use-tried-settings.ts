"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSettled } from "#components/query/use-settled.ts";
import { fromDraft, type SettingField } from "#components/settings/setting-field.ts";
import type { SettingsForm } from "#components/settings/use-settings-form.ts";
import type { RecontactSettings } from "#lib/recontact/contract.ts";
import { recontactForecastQuery } from "#lib/recontact/queries.ts";
import type { VersionedSettings } from "#lib/settings/contract.ts";

const FORECAST: readonly string[] = [
  "recontact_enabled",
  "recontact_cooldown_days",
  "max_recontact_cycles",
  "recontact_daily_release",
] satisfies (keyof RecontactSettings)[];

/** What the form would change of the forecast: fields with a value of their kind that differs from the stored one. */
export function triedChange(
  fields: readonly SettingField[],
  valueIn: SettingsForm["value"],
  stored: VersionedSettings,
): Partial<RecontactSettings> {
  const changed = fields.flatMap((field) => {
    const parsed = fromDraft(field, valueIn(field));
    const isTried = FORECAST.includes(field.name) && parsed.ok && parsed.value !== stored[field.name];
    return isTried ? [[field.name, parsed.value] as const] : [];
  });
  return Object.fromEntries(changed);
}

/** The server's forecast for what is in the form, once the typing pauses; nothing while the form holds what is stored. */
export function useTriedForecast(change: Partial<RecontactSettings>) {
  const text = useSettled(JSON.stringify(change));
  const settled = JSON.parse(text) as Partial<RecontactSettings>;
  const isTrying = Object.keys(settled).length > 0 && Object.keys(change).length > 0;
  const query = useQuery({
    ...recontactForecastQuery(settled),
    enabled: isTrying,
    placeholderData: keepPreviousData,
  });
  return { isTrying, data: isTrying ? query.data : undefined, error: isTrying ? query.error : null };
}
