import { settingLabel, settingText } from "#components/settings/setting-words.ts";
import { describeKind } from "#lib/alerts/kinds.ts";
import { formatCount } from "#lib/format/number.ts";
import { formatDateTime } from "#lib/format/time.ts";
import { actionText } from "#lib/shared/audit-words.ts";
import { describeReason } from "#lib/shared/reasons.ts";

/** What a field is part of, and what the ids in it stand for. */
type Place = { targetKind: string; name: string; names: Readonly<Record<string, string>> };

/** Fields that their stored name does not say well. */
const fieldWords: Readonly<Record<string, string>> = {
  acknowledge_note: "Note",
  cancelled_sends: "Waiting emails cancelled",
  dkim_selectors: "DKIM selectors",
  is_active: "In use",
  last_email_replied_at: "Last reply",
  min_severity: "Severity",
  next_send_at: "Next email",
  re_contact_cycle: "Re-contact cycle",
  removed_two_factor: "Two-factor authentication removed",
  revoked_api_keys: "API keys revoked",
  revoked_links: "Links revoked",
  url: "Address",
  warmup_started_at: "Warming up since",
};

/** A stored field as the form of the settings calls it, else its name in words. */
export function fieldText(targetKind: string, name: string): string {
  return (
    (targetKind === "settings" ? settingLabel(name) : undefined) ??
    fieldWords[name] ??
    sentence(name.replace(/_(id|usd)$/, "").replace(/_at$/, ""))
  );
}

/** A stored value as it is read: settings as their form has them, times and codes in words, names for ids. */
export function valueText(value: unknown, { targetKind, name, names }: Place): string {
  if (value === null || value === undefined || value === "") return "none";
  const setting = targetKind === "settings" ? settingText(name, value) : undefined;
  if (setting !== undefined) return setting;
  if (typeof value === "boolean") return booleanText(name, value);
  if (typeof value === "number") return Number.isInteger(value) ? formatCount(value) : String(value);
  if (typeof value === "string") return stringText(value, { targetKind, name, names });
  if (Array.isArray(value) && name === "kinds")
    return value.map((kind) => describeKind(String(kind)).label).join(", ") || "every kind";
  if (Array.isArray(value))
    return (
      value.map((part) => valueText(part, { targetKind, name, names })).join(isFlat(value) ? ", " : "; ") || "none"
    );
  const fields = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
  const text = ([key, part]: [string, unknown]) =>
    `${lowerFirst(fieldText("", key))} ${valueText(part, { targetKind: "", name: key, names })}`;
  return fields.map(text).join(", ") || "none";
}

/** A switch is on or off; what is said of a thing, or was done, is so or not. */
function booleanText(name: string, value: boolean): string {
  if (/^(is|has|removed)_/.test(name)) return value ? "yes" : "no";
  return value ? "on" : "off";
}

/** Words for what is stored as a code, by field. */
const codes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  mode: { insert: "new prospects only", update: "new prospects, and empty fields of known ones" },
  event_source: { sendgrid: "SendGrid", none: "no events" },
  kind: { smtp: "SMTP", sendgrid: "SendGrid", email: "address", domain: "recipient domain" },
};
/** Fields that hold codes and never a person's words. */
const codeFields =
  /^(action|answer|mode|kind|event_source|state|status|outcome|role|min_severity|.*_policy|.*_classification)$/;
const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function stringText(value: string, { name, names }: Place): string {
  const named = names[value];
  if (named !== undefined) return named;
  if (instant.test(value)) return formatDateTime(Date.parse(value));
  if (name === "undone") return actionText(value);
  if (name === "reason" || name === "hold_reason") return describeReason(value).label;
  return codes[name]?.[value] ?? (codeFields.test(name) ? value.replaceAll("_", " ") : value);
}

const isFlat = (parts: readonly unknown[]) => parts.every((part) => typeof part !== "object");

function sentence(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
