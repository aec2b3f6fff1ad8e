"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { EditConflict } from "#components/query/edit-conflict.tsx";
import { readConflict } from "#components/query/read-conflict.ts";
import { Banner } from "#components/ui/banner.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { ConnectionView } from "#lib/mailboxes/contract-connection.ts";
import type { MailboxView } from "#lib/mailboxes/contract-mailbox.ts";
import { createMailbox, updateMailbox } from "#lib/mailboxes/queries.ts";
import { ApiError } from "#lib/query/api-error.ts";
import { MailboxCheck } from "./mailbox-check.tsx";
import { createBody, type MailboxDraft, mailboxDraft, updateBody } from "./mailbox-draft.ts";
import { MailboxFields } from "./mailbox-fields.tsx";
import { contestedFields, mailboxChangeLines, rebasedDraft } from "./mailbox-words.ts";

type MailboxFormProps = {
  mailbox: MailboxView | null;
  connections: readonly ConnectionView[];
  onDone: () => void;
};

/** Form of a new or stored mailbox; the API's refusals stand at their fields. */
export function MailboxForm({ mailbox, connections, onDone }: MailboxFormProps) {
  const client = useQueryClient();
  // What is saved replaces what was shown, not what was polled since.
  const [base, setBase] = useState(mailbox);
  const [draft, setDraft] = useState(() => mailboxDraft(mailbox, connections[0]?.id ?? ""));
  const save = useMutation({
    mutationFn: (wanted: { draft: MailboxDraft; base: MailboxView | null }) => {
      if (wanted.base === null) return createMailbox(createBody(wanted.draft));
      return updateMailbox(wanted.base.id, updateBody(wanted.draft, wanted.base.version));
    },
    onSuccess: (saved) => {
      showToast({ tone: "ok", text: `${saved.from_email} is saved.` });
      void client.invalidateQueries({ queryKey: ["mailboxes"] });
      void client.invalidateQueries({ queryKey: ["email-health"] });
      onDone();
    },
  });
  const error = save.error instanceof ApiError ? save.error : null;
  const conflict = readConflict<MailboxView>(error);
  const nameOf = (id: string) => connections.find((connection) => connection.id === id)?.name;

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ draft, base });
  }

  /** Goes on from what is stored now. */
  function rebase(current: MailboxView, next: MailboxDraft) {
    setBase(current);
    setDraft(next);
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <MailboxFields
        draft={draft}
        onChange={(change) => setDraft((current) => ({ ...current, ...change }))}
        connections={connections}
        isNew={mailbox === null}
        errorOf={(field) => error?.fieldMessage(field)}
      />
      <MailboxCheck
        // What was found is of this address and connection alone.
        key={`${draft.from_email} ${draft.provider_connection_id}`}
        address={draft.from_email}
        connectionId={draft.provider_connection_id}
      />
      {base && conflict ? (
        <EditConflict
          what="this mailbox"
          changes={conflict.changes.map((change) => ({ ...change, lines: mailboxChangeLines(change, nameOf) }))}
          rows={contestedFields(draft, base, conflict.current, nameOf)}
          onSaveMine={() => {
            const next = rebasedDraft(draft, base, conflict.current);
            rebase(conflict.current, next);
            save.mutate({ draft: next, base: conflict.current });
          }}
          onTakeStored={() => {
            rebase(conflict.current, mailboxDraft(conflict.current, ""));
            save.reset();
          }}
        />
      ) : (
        <>
          {error && error.errors.length > 0 ? null : <Failure message={save.error?.message} />}
          <DialogButtons onCancel={onDone} confirmLabel="Save" busy={save.isPending} />
        </>
      )}
    </form>
  );
}

function Failure({ message }: { message: string | undefined }) {
  if (!message) return null;
  return (
    <Banner tone="bad" role="alert">
      {message}
    </Banner>
  );
}
