"use client";
import { useState } from "react";
import { MailboxDialog } from "#components/health/mailbox-dialog.tsx";
import { createBody, mailboxDraft } from "#components/health/mailbox-draft.ts";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import type { MailboxView } from "#lib/mailboxes/contract-mailbox.ts";
import { createMailbox } from "#lib/mailboxes/queries.ts";
import { ArchiveButton } from "./archive-button.tsx";
import { RestoreButton } from "./restore-button.tsx";
import { TestMailboxButton } from "./test-mailbox-button.tsx";

/** Test message, edit and archive of a mailbox on its own page, or back out of the archive. */
export function MailboxActions({ mailbox }: { mailbox: MailboxView }) {
  const { id, from_email: name, version } = mailbox;
  if (mailbox.archived_at) {
    const asItWas = createBody(mailboxDraft(mailbox, mailbox.provider_connection_id));
    return <RestoreButton place="mailboxes" name={name} restore={() => createMailbox(asItWas)} />;
  }
  return (
    <>
      <TestMailboxButton id={id} name={name} />
      <EditButton id={id} name={name} />
      <ArchiveButton place="mailboxes" id={id} name={name} version={version} />
    </>
  );
}

function EditButton({ id, name }: { id: string; name: string }) {
  const mayEdit = useHasRole("admin");
  const [isOpen, setIsOpen] = useState(false);
  if (!mayEdit) return null;
  return (
    <>
      <Button size="sm" onClick={() => setIsOpen(true)}>
        Edit…<span className="sr-only"> {name}</span>
      </Button>
      <MailboxDialog editing={isOpen ? id : null} onClose={() => setIsOpen(false)} />
    </>
  );
}
