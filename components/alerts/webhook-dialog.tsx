"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { EditConflict } from "#components/query/edit-conflict.tsx";
import { readConflict } from "#components/query/read-conflict.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { WebhookView } from "#lib/alerts/contract-delivery.ts";
import { createWebhook, updateWebhook } from "#lib/alerts/queries.ts";
import { ApiError } from "#lib/query/api-error.ts";
import {
  contestedFields,
  rebasedDraft,
  type WebhookDraft,
  webhookBody,
  webhookChangeLines,
  webhookDraft,
} from "./webhook-draft.ts";
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
  // What is saved replaces what was shown, not what was polled since.
  const [base, setBase] = useState(webhook);
  const [draft, setDraft] = useState(() => webhookDraft(webhook));
  const change = (patch: Partial<WebhookDraft>) => setDraft((current) => ({ ...current, ...patch }));
  const save = useMutation({
    mutationFn: async (wanted: { draft: WebhookDraft; base: WebhookView | null }) => {
      const body = webhookBody(wanted.draft);
      if (wanted.base) await updateWebhook(wanted.base.id, { version: wanted.base.version, ...body });
      else onSecret((await createWebhook(body)).secret);
    },
    onSuccess: (_saved, wanted) => {
      showToast({ tone: "ok", text: `${wanted.draft.name.trim()} is saved.` });
      void client.invalidateQueries({ queryKey: ["outgoing-webhooks"] });
      onDone();
    },
  });
  const error = save.error instanceof ApiError ? save.error : null;
  const named = error?.fieldMessage("name") ?? error?.fieldMessage("url");
  const conflict = readConflict<WebhookView>(error);

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ draft, base });
  }

  /** Goes on from what is stored now. */
  function rebase(current: WebhookView, next: WebhookDraft) {
    setBase(current);
    setDraft(next);
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field label="Name" error={error?.fieldMessage("name")}>
        {(control) => (
          <Input
            {...control}
            value={draft.name}
            maxLength={80}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label="Address" hint="Starts with https://" error={error?.fieldMessage("url")}>
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
      {base && conflict ? (
        <EditConflict
          what="this webhook"
          changes={conflict.changes.map((told) => ({ ...told, lines: webhookChangeLines(told) }))}
          rows={contestedFields(draft, base, conflict.current)}
          onSaveMine={() => {
            const next = rebasedDraft(draft, base, conflict.current);
            rebase(conflict.current, next);
            save.mutate({ draft: next, base: conflict.current });
          }}
          onTakeStored={() => {
            rebase(conflict.current, webhookDraft(conflict.current));
            save.reset();
          }}
        />
      ) : (
        <>
          {save.error && !named ? (
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
