import { type ContestedField, contested, rebased } from "#components/query/draft-conflict.ts";
import type { LoggedChange } from "#lib/audit/contract.ts";
import { formatCount } from "#lib/format/number.ts";
import type { MailboxView } from "#lib/mailboxes/contract-mailbox.ts";
import { type MailboxDraft, mailboxDraft } from "./mailbox-draft.ts";

/** A field as the form calls it. */
const LABELS: Record<keyof MailboxDraft, string> = {
  from_email: "Address",
  from_name: "Name recipients see",
  sender_name: "First name that signs the mail",
  reply_to_email: "Replies go to",
  daily_limit: "Daily limit",
  provider_connection_id: "Connection",
  is_active: "In use",
  open_tracking: "Track opens",
  click_tracking: "Track clicks",
};

const FIELDS = Object.keys(LABELS) as (keyof MailboxDraft)[];

/** What a connection is called, by its id. */
type NameOf = (connectionId: string) => string | undefined;

export function mailboxFieldLabel(name: keyof MailboxDraft): string {
  return LABELS[name];
}

/** What one change did, field by field: "Daily limit: 40 → 60". A mailbox that was put away or brought back is said to be. */
export function mailboxChangeLines({ before, after }: LoggedChange, nameOf: NameOf): string[] {
  if (before === null) return ["brought it back from the archive"];
  if (after === null) return ["archived it"];
  return FIELDS.filter((name) => name in after).map(
    (name) => `${LABELS[name]}: ${valueText(name, before[name], nameOf)} → ${valueText(name, after[name], nameOf)}`,
  );
}

/** The form on top of what is stored now: what was edited stays, everything else is theirs. */
export function rebasedDraft(draft: MailboxDraft, base: MailboxView, current: MailboxView): MailboxDraft {
  return rebased({ draft, was: mailboxDraft(base, ""), now: mailboxDraft(current, "") });
}

/** The fields to decide on, in the form's order. */
export function contestedFields(
  draft: MailboxDraft,
  base: MailboxView,
  current: MailboxView,
  nameOf: NameOf,
): ContestedField[] {
  const sides = { draft, was: mailboxDraft(base, ""), now: mailboxDraft(current, "") };
  return contested(sides, LABELS, (name, value) => valueText(name, value, nameOf));
}

function valueText(name: keyof MailboxDraft, value: unknown, nameOf: NameOf): string {
  if (typeof value === "boolean") return value ? "on" : "off";
  if (value === null || value === undefined || value === "") return "none";
  if (name === "provider_connection_id") return nameOf(String(value)) ?? "another connection";
  return typeof value === "number" ? formatCount(value) : String(value);
}
