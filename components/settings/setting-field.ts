import type { Settings } from "#lib/settings/contract.ts";
import { daysIn, daysText } from "./day-list.ts";

export type SettingName = keyof Settings;

type Common = { name: SettingName; label: string; hint?: string };

/** As the API has it (settingsFields); whole numbers unless `isFractional`. */
type Range = { min: number; max: number; isFractional?: boolean };

/** How one setting is shown and edited. Percent fields are fractions in the API and whole percent on screen. */
export type SettingField = Common &
  (
    | { kind: "switch" }
    | ({ kind: "number"; unit?: string; nullable?: boolean } & Range)
    | { kind: "percent"; unit?: string; nullable?: boolean }
    | { kind: "text"; nullable?: boolean; multiline?: boolean; placeholder?: string }
    | { kind: "zone" }
    | { kind: "days" }
    | { kind: "choice"; options: readonly { value: string; label: string }[] }
  );

/** What the form holds while editing: numbers stay text until they are saved. */
export type DraftValue = string | boolean;

/** A stored value in the form's spelling. */
export function toDraft(field: SettingField, value: Settings[SettingName]): DraftValue {
  if (typeof value === "boolean") return value;
  if (value === null) return "";
  if (Array.isArray(value)) return daysText(value);
  if (field.kind === "percent") return String(Math.round(Number(value) * 1000) / 10);
  return String(value);
}

export type Parsed = { ok: true; value: Settings[SettingName] } | { ok: false; message: string };

/** The form's value in the API's spelling. A number out of its range is refused here; everything else is the API's to check. */
export function fromDraft(field: SettingField, draft: DraftValue): Parsed {
  if (typeof draft === "boolean") return { ok: true, value: draft };
  const text = draft.trim();
  if (field.kind === "number" || field.kind === "percent") return parseNumber(field, text);
  if (field.kind === "days") return { ok: true, value: daysIn(text) };
  if (text === "" && field.kind === "text" && field.nullable) return { ok: true, value: null };
  return { ok: true, value: text };
}

function parseNumber(field: SettingField & { kind: "number" | "percent" }, text: string): Parsed {
  if (text === "") {
    return field.nullable ? { ok: true, value: null } : { ok: false, message: "Enter a number." };
  }
  const number = Number(text.replaceAll(",", ""));
  if (!Number.isFinite(number)) return { ok: false, message: `"${text}" is not a number.` };
  if (field.kind === "percent") {
    if (number < 0 || number > 100) return { ok: false, message: "must be from 0 to 100" };
    return { ok: true, value: Math.round(number * 10) / 1000 };
  }
  const { min, max, isFractional = false } = field;
  if (!isFractional && !Number.isInteger(number))
    return { ok: false, message: `must be a whole number from ${min} to ${max}` };
  if (number < min || number > max) return { ok: false, message: `must be from ${min} to ${max}` };
  return { ok: true, value: number };
}

/** A message of the API with the names of settings as the form calls them. */
export function inLabels(message: string, fields: readonly SettingField[]): string {
  return fields.reduce((text, { name, label }) => text.replaceAll(name, `“${label}”`), message);
}

/** A value as a person reads it, for conflict notices. */
export function describeValue(field: SettingField, value: Settings[SettingName]): string {
  if (typeof value === "boolean") return value ? "on" : "off";
  if (value === null) return "none";
  if (Array.isArray(value)) return daysText(value).replaceAll("\n", ", ") || "none";
  if (field.kind === "choice") return field.options.find((option) => option.value === value)?.label ?? String(value);
  if (field.kind === "percent") return `${toDraft(field, value)} %`;
  return field.kind === "number" && field.unit ? `${value} ${field.unit}` : String(value);
}
