"use client";
import { useQueryClient } from "@tanstack/react-query";
import { EditConflict } from "#components/query/edit-conflict.tsx";
import { FormEnd } from "#components/query/form-end.tsx";
import { useDraftForm } from "#components/query/use-draft-form.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { WebhookView } from "#lib/alerts/contract-delivery.ts";
import { createWebhook, updateWebhook } from "#lib/alerts/queries.ts";
import { contestedFields, rebasedDraft, webhookBody, webhookChangeLines, webhookDraft } from "./webhook-draft.ts";
import { WishFields } from "./wish-fields.tsx";

type WebhookDialogProps = {
  editing: WebhookView | "new" | null;
  onClose: () => void;
  onSecret: (secret: string) => void;
};

/** Adds or edits an outgoing webhook; a new one's secret is handed to `onSecret`. */
export function WebhookDialog({ editing, onClose, onSecret }: WebhookDialogProps) {
  const webhook = editing === "new" ? null : editing;
  return (
    <Dialog
      wide
      open={editing !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={webhook ? `Edit ${webhook.name}` : "Add an outgoing webhook"}
    >
      <WebhookForm webhook={webhook} onDone={onClose} onSecret={onSecret} />
    </Dialog>
  );
}

type WebhookFormProps = { webhook: WebhookView | null; onDone: () => void; onSecret: (secret: string) => void };

function WebhookForm({ webhook, onDone, onSecret }: WebhookFormProps) {
  const client = useQueryClient();
  const form = useDraftForm({
    stored: webhook,
    draftOf: webhookDraft,
    rebase: rebasedDraft,
    bodyOf: webhookBody,
    save: async (draft, base) => {
      const body = webhookBody(draft);
      if (base) await updateWebhook(base.id, { version: base.version, ...body });
      else onSecret((await createWebhook(body)).secret);
    },
    onSaved: (_saved, draft) => {
      showToast({ tone: "ok", text: `${draft.name.trim()} is saved.` });
      void client.invalidateQueries({ queryKey: ["outgoing-webhooks"] });
      onDone();
    },
  });
  const { draft, change, conflict } = form;

  return (
    <form onSubmit={form.submit} noValidate className="flex flex-col gap-4">
      <Field label="Name" error={form.errorOf("name")}>
        {(control) => (
          <Input
            {...control}
            value={draft.name}
            maxLength={80}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label="Address" hint="Starts with https://" error={form.errorOf("url")}>
        {(control) => (
          <Input
            {...control}
            type="url"
            autoComplete="off"
            value={draft.url}
            placeholder="https://hooks.company.com/alerts"
            onChange={(event) => change({ url: event.target.value })}
          />
        )}
      </Field>
      <WishFields wish={draft} onChange={change} />
      {conflict ? (
        <EditConflict
          what="this webhook"
          changes={conflict.changes.map((told) => ({ ...told, lines: webhookChangeLines(told) }))}
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
