"use client";
import { useQueryClient } from "@tanstack/react-query";
import { EditConflict } from "#components/query/edit-conflict.tsx";
import { FormEnd } from "#components/query/form-end.tsx";
import { useDraftForm } from "#components/query/use-draft-form.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { ConnectionView } from "#lib/mailboxes/contract-connection.ts";
import { createConnection, updateConnection } from "#lib/mailboxes/queries.ts";
import { connectionChangeLines, contestedFields, rebasedDraft } from "./connection-conflict.ts";
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
  const form = useDraftForm({
    stored: connection,
    draftOf: connectionDraft,
    rebase: rebasedDraft,
    bodyOf: createBody,
    save: (draft, base) =>
      base ? updateConnection(base.id, updateBody(draft, base)) : createConnection(createBody(draft)),
    onSaved: (saved) => {
      showToast({ tone: "ok", text: `${saved.name} is saved.` });
      void client.invalidateQueries({ queryKey: ["connections"] });
      onDone();
    },
  });
  const { draft, conflict } = form;

  return (
    <form onSubmit={form.submit} noValidate className="flex flex-col gap-5">
      <ConnectionFields draft={draft} onChange={form.change} stored={form.base} errorOf={form.errorOf} />
      {conflict ? (
        <EditConflict
          what="this connection"
          changes={conflict.changes.map((change) => ({ ...change, lines: connectionChangeLines(change) }))}
          rows={contestedFields(draft, conflict.base, conflict.current)}
          onSaveMine={conflict.saveMine}
          onTakeStored={conflict.takeStored}
        />
      ) : (
        <FormEnd failure={form.failure} onCancel={onDone} isSaving={form.isSaving} />
      )}
    </form>
  );
}
