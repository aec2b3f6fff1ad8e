import type { CreateMailboxBody, MailboxView, UpdateMailboxBody } from "#lib/mailboxes/contract-mailbox.ts";

/** What the mailbox form holds; the limit stays text until it is saved. */
export type MailboxDraft = {
  from_email: string;
  from_name: string;
  sender_name: string;
  reply_to_email: string;
  daily_limit: string;
  provider_connection_id: string;
  is_active: boolean;
  open_tracking: boolean;
  click_tracking: boolean;
};

const DEFAULT_DAILY_LIMIT = 40;

/** A new mailbox's form, or a stored one's. */
export function mailboxDraft(mailbox: MailboxView | null, connectionId: string): MailboxDraft {
  return {
    from_email: mailbox?.from_email ?? "",
    from_name: mailbox?.from_name ?? "",
    sender_name: mailbox?.sender_name ?? "",
    reply_to_email: mailbox?.reply_to_email ?? "",
    daily_limit: String(mailbox?.daily_limit ?? DEFAULT_DAILY_LIMIT),
    provider_connection_id: mailbox?.provider_connection_id ?? connectionId,
    is_active: mailbox?.is_active ?? true,
    open_tracking: mailbox?.open_tracking ?? true,
    click_tracking: mailbox?.click_tracking ?? true,
  };
}

/** The body that creates the mailbox. What is no number becomes NaN, which the API refuses at its field. */
export function createBody(draft: MailboxDraft): CreateMailboxBody {
  return { ...fieldsOf(draft), from_email: draft.from_email.trim() };
}

/** The body that saves the mailbox on top of the version it was read at. */
export function updateBody(draft: MailboxDraft, version: number): UpdateMailboxBody {
  return { ...fieldsOf(draft), version };
}

function fieldsOf(draft: MailboxDraft) {
  return {
    from_name: draft.from_name.trim(),
    sender_name: draft.sender_name.trim(),
    reply_to_email: draft.reply_to_email.trim() || null,
    daily_limit: Number(draft.daily_limit.trim() || Number.NaN),
    provider_connection_id: draft.provider_connection_id,
    is_active: draft.is_active,
    open_tracking: draft.open_tracking,
    click_tracking: draft.click_tracking,
  };
}
