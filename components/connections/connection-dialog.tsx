"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { ConnectionView } from "#lib/mailboxes/contract-connection.ts";
import { createConnection, updateConnection } from "#lib/mailboxes/queries.ts";
import { ApiError } from "#lib/query/api-error.ts";
import { connectionDraft, createBody, updateBody } from "./connection-draft.ts";
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
  const [draft, setDraft] = useState(() => connectionDraft(connection));
  const save = useMutation({
    mutationFn: () =>
      connection ? updateConnection(connection.id, updateBody(draft, connection)) : createConnection(createBody(draft)),
    onSuccess: (saved) => {
      showToast({ tone: "ok", text: `${saved.name} is saved.` });
      void client.invalidateQueries({ queryKey: ["connections"] });
      onDone();
    },
  });
  const error = save.error instanceof ApiError ? save.error : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate();
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <ConnectionFields
        draft={draft}
        onChange={(change) => setDraft((current) => ({ ...current, ...change }))}
        stored={connection}
        errorOf={(field) => error?.fieldMessage(field)}
      />
      {save.error && !(error && error.errors.length > 0) ? (
        <Banner tone="bad" role="alert">
          {save.error.message}
        </Banner>
      ) : null}
      <DialogButtons onCancel={onDone} confirmLabel="Save" busy={save.isPending} />
    </form>
  );
}
