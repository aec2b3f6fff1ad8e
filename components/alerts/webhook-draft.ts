import { type ContestedField, contested, rebased } from "#components/query/draft-conflict.ts";
import type { CreateWebhookBody, WebhookView } from "#lib/alerts/contract-delivery.ts";
import { describeKind } from "#lib/alerts/kinds.ts";
import type { LoggedChange } from "#lib/audit/contract.ts";
import { SEVERITY_OPTIONS } from "./alert-words.ts";
import type { Wish } from "./wish-fields.tsx";

/** What the webhook form holds. */
export type WebhookDraft = { name: string; url: string } & Wish;

/** A field as the form calls it. */
const LABELS: Record<keyof WebhookDraft, string> = {
  name: "Name",
  url: "Address",
  min_severity: "Severity",
  kinds: "Kinds",
};

/** A new webhook's form, or a stored one's. */
export function webhookDraft(webhook: WebhookView | null): WebhookDraft {
  const { name = "", url = "", min_severity = "warning", kinds = [] } = webhook ?? {};
  return { name, url, min_severity, kinds: [...kinds].sort() };
}

/** As the API takes it. */
export function webhookBody({ name, url, min_severity, kinds }: WebhookDraft): CreateWebhookBody {
  return { name: name.trim(), url: url.trim(), min_severity, kinds: kinds as CreateWebhookBody["kinds"] };
}

/** The form on top of what is stored now: what was edited stays, everything else is theirs. */
export function rebasedDraft(draft: WebhookDraft, base: WebhookView, current: WebhookView): WebhookDraft {
  return rebased(sidesOf(draft, base, current));
}

/** The fields to decide on, in the form's order. */
export function contestedFields(draft: WebhookDraft, base: WebhookView, current: WebhookView): ContestedField[] {
  return contested(sidesOf(draft, base, current), LABELS, textOf);
}

/** What one change did, field by field: "Severity: Warnings and above → Critical". A new secret is said to be one. */
export function webhookChangeLines({ before, after }: LoggedChange): string[] {
  if (after === null) return ["gave it a new secret"];
  return Object.keys(after).map((name) => {
    if (name === "is_active") return after[name] ? "switched it on" : "switched it off";
    const field = name as keyof WebhookDraft;
    return `${LABELS[field] ?? name}: ${textOf(field, before?.[name])} → ${textOf(field, after[name])}`;
  });
}

function sidesOf(draft: WebhookDraft, base: WebhookView, current: WebhookView) {
  return { draft: { ...draft, kinds: draft.kinds.toSorted() }, was: webhookDraft(base), now: webhookDraft(current) };
}

function textOf(name: keyof WebhookDraft, value: unknown): string {
  if (Array.isArray(value))
    return value.length === 0 ? "every kind" : value.map((kind) => describeKind(String(kind)).label).join(", ");
  if (name === "min_severity") return SEVERITY_OPTIONS.find((option) => option.value === value)?.label ?? String(value);
  return value === "" || value === undefined ? "none" : String(value);
}
