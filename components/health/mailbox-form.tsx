"use client";
import { useQueryClient } from "@tanstack/react-query";
import { EditConflict } from "#components/query/edit-conflict.tsx";
import { FormEnd } from "#components/query/form-end.tsx";
import { useDraftForm } from "#components/query/use-draft-form.ts";
import { showToast } from "#components/ui/toast-store.ts";
import type { ConnectionView } from "#lib/mailboxes/contract-connection.ts";
import type { MailboxView } from "#lib/mailboxes/contract-mailbox.ts";
import { createMailbox, updateMailbox } from "#lib/mailboxes/queries.ts";
import { MailboxCheck } from "./mailbox-check.tsx";
import { createBody, mailboxDraft, updateBody } from "./mailbox-draft.ts";
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
  const form = useDraftForm({
    stored: mailbox,
    draftOf: (stored) => mailboxDraft(stored, connections[0]?.id ?? ""),
    rebase: rebasedDraft,
    bodyOf: createBody,
    save: (draft, base) =>
      base ? updateMailbox(base.id, updateBody(draft, base.version)) : createMailbox(createBody(draft)),
    onSaved: (saved) => {
      showToast({ tone: "ok", text: `${saved.from_email} is saved.` });
      void client.invalidateQueries({ queryKey: ["mailboxes"] });
      void client.invalidateQueries({ queryKey: ["email-health"] });
      onDone();
    },
  });
  const { draft, conflict } = form;
  const nameOf = (id: string) => connections.find((connection) => connection.id === id)?.name;

  return (
    <form onSubmit={form.submit} noValidate className="flex flex-col gap-5">
      <MailboxFields
        draft={draft}
        onChange={form.change}
        connections={connections}
        isNew={mailbox === null}
        errorOf={form.errorOf}
      />
      <MailboxCheck
        // What was found is of this address and connection alone.
        key={`${draft.from_email} ${draft.provider_connection_id}`}
        address={draft.from_email}
        connectionId={draft.provider_connection_id}
      />
      {conflict ? (
        <EditConflict
          what="this mailbox"
          changes={conflict.changes.map((change) => ({ ...change, lines: mailboxChangeLines(change, nameOf) }))}
          rows={contestedFields(draft, conflict.base, conflict.current, nameOf)}
          onSaveMine={conflict.saveMine}
          onTakeStored={conflict.takeStored}
        />
      ) : (
        <FormEnd failure={form.failure} onCancel={onDone} isSaving={form.isSaving} />
      )}
    </form>
  );
}
