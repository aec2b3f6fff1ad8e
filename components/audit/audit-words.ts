import { settingLabel } from "#components/settings/setting-words.ts";
import type { AuditItem } from "#lib/audit/contract.ts";

/** What a line can be about, as it is stored and as it is said. */
export const targetWords: Record<string, string> = {
  settings: "Settings",
  domain: "Domain",
  mailbox: "Mailbox",
  connection: "Connection",
  prospect: "Prospect",
  prospects: "Prospects",
  import: "Import",
  suppression: "Suppression",
  suppressions: "Suppressions",
  campaign: "Campaign",
  template: "Template",
  outreach_email: "Message",
  alert: "Alert",
  outgoing_webhook: "Outgoing webhook",
  alert_recipient: "Alert recipient",
  member: "Member",
  invitation: "Invitation",
  api_key: "API key",
  job: "Job",
  user: "Account",
  tenant: "Tenant",
};

/** "settings.changed" as "Settings changed". */
export function actionText(action: string): string {
  const [noun = "", verb = ""] = action.split(".");
  const spoken = targetWords[noun] ?? sentence(noun);
  return `${spoken} ${verb.replaceAll("_", " ")}`.trim();
}

/** A stored field as the form of the settings calls it, else its own name in words. */
export function fieldText(targetKind: string, name: string): string {
  const setting = targetKind === "settings" ? settingLabel(name) : undefined;
  return setting ?? sentence(name);
}

/** A stored value as it is read; null for one that was not there. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === "") return "none";
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (isDayList(value)) return value.map(({ date, name }) => `${date} ${name}`).join(", ") || "none";
  if (Array.isArray(value) && value.every((part) => typeof part !== "object")) return value.join(", ") || "none";
  return JSON.stringify(value);
}

function isDayList(value: unknown): value is { date: string; name: string }[] {
  return Array.isArray(value) && value.every((day) => typeof day?.date === "string" && typeof day?.name === "string");
}

export type FieldChange = { name: string; before: unknown; after: unknown };

/** Every field of a line with both of its sides, in the order they are stored in. */
export function fieldChanges({ before, after }: Pick<AuditItem, "before" | "after">): FieldChange[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names].map((name) => ({ name, before: before?.[name], after: after?.[name] }));
}

const pages: Record<string, (id: string) => string> = {
  settings: () => "/settings",
  domain: (id) => `/domains/${id}`,
  mailbox: (id) => `/mailboxes/${id}`,
  connection: () => "/settings?tab=connections",
  prospect: (id) => `/prospects/${id}`,
  campaign: (id) => `/campaigns/${id}`,
  template: (id) => `/templates/${id}`,
  alert: () => "/alerts",
  suppression: () => "/suppressions",
  member: () => "/settings?tab=members",
  api_key: () => "/settings?tab=api-keys",
};

/** Where the thing can be seen, or null. */
export function targetHref({ target_kind, target_id }: Pick<AuditItem, "target_kind" | "target_id">): string | null {
  return target_id === null ? null : (pages[target_kind]?.(target_id) ?? null);
}

function sentence(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
