"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { EditConflict } from "#components/query/edit-conflict.tsx";
import { readConflict } from "#components/query/read-conflict.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { ConnectionView } from "#lib/mailboxes/contract-connection.ts";
import { createConnection, updateConnection } from "#lib/mailboxes/queries.ts";
import { ApiError } from "#lib/query/api-error.ts";
import { connectionChangeLines, contestedFields, rebasedDraft } from "./connection-conflict.ts";
import { type ConnectionDraft, connectionDraft, createBody, updateBody } from "./connection-draft.ts";
import { ConnectionFields } from "./connection-fields.tsx";

type ConnectionDialogProps = { editing: ConnectionView | "new" | null; onClose: () => void };

/** Adds or edits a connection. */
export function ConnectionDialog({ editing, onClose }: ConnectionDialogProps) {
  const connection = editing === "new" ? null : editing;
  return (
    <Dialog
      wide
      open={editing !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={connection ? `Edit ${connection.name}` : "Add a connection"}
    >
      <ConnectionForm connection={connection} onDone={onClose} />
    </Dialog>
  );
}

function ConnectionForm({ connection, onDone }: { connection: ConnectionView | null; onDone: () => void }) {
  const client = useQueryClient();
  // What is saved replaces what was shown, not what was polled since.
  const [base, setBase] = useState(connection);
  const [draft, setDraft] = useState(() => connectionDraft(connection));
  const save = useMutation({
    mutationFn: (wanted: { draft: ConnectionDraft; base: ConnectionView | null }) =>
      wanted.base
        ? updateConnection(wanted.base.id, updateBody(wanted.draft, wanted.base))
        : createConnection(createBody(wanted.draft)),
    onSuccess: (saved) => {
      showToast({ tone: "ok", text: `${saved.name} is saved.` });
      void client.invalidateQueries({ queryKey: ["connections"] });
      onDone();
    },
  });
  const error = save.error instanceof ApiError ? save.error : null;
  const conflict = readConflict<ConnectionView>(error);

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ draft, base });
  }

  /** Goes on from what is stored now. */
  function rebase(current: ConnectionView, next: ConnectionDraft) {
    setBase(current);
    setDraft(next);
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <ConnectionFields
        draft={draft}
        onChange={(change) => setDraft((current) => ({ ...current, ...change }))}
        stored={base}
        errorOf={(field) => error?.fieldMessage(field)}
      />
      {base && conflict ? (
        <EditConflict
          what="this connection"
          changes={conflict.changes.map((change) => ({ ...change, lines: connectionChangeLines(change) }))}
          rows={contestedFields(draft, base, conflict.current)}
          onSaveMine={() => {
            const next = rebasedDraft(draft, base, conflict.current);
            rebase(conflict.current, next);
            save.mutate({ draft: next, base: conflict.current });
          }}
          onTakeStored={() => {
            rebase(conflict.current, connectionDraft(conflict.current));
            save.reset();
          }}
        />
      ) : (
        <>
          {save.error && !(error && error.errors.length > 0) ? (
            <Banner tone="bad" role="alert">
              {save.error.message}
            </Banner>
          ) : null}
          <DialogButtons onCancel={onDone} confirmLabel="Save" busy={save.isPending} />
        </>
      )}
    </form>
  );
}
