"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { CreateWebhookBody, WebhookView } from "#lib/alerts/contract-delivery.ts";
import { createWebhook, updateWebhook } from "#lib/alerts/queries.ts";
import { ApiError } from "#lib/query/api-error.ts";
import { type Wish, WishFields } from "./wish-fields.tsx";

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
  const [name, setName] = useState(webhook?.name ?? "");
  const [url, setUrl] = useState(webhook?.url ?? "");
  const [wish, setWish] = useState<Wish>(webhook ?? { min_severity: "warning", kinds: [] });
  const save = useMutation({
    mutationFn: async () => {
      const { min_severity, kinds } = wish;
      const body = { name: name.trim(), url: url.trim(), min_severity, kinds: kinds as CreateWebhookBody["kinds"] };
      if (webhook) await updateWebhook(webhook.id, { version: webhook.version, ...body });
      else onSecret((await createWebhook(body)).secret);
    },
    onSuccess: () => {
      showToast({ tone: "ok", text: `${name.trim()} is saved.` });
      void client.invalidateQueries({ queryKey: ["outgoing-webhooks"] });
      onDone();
    },
  });
  const error = save.error instanceof ApiError ? save.error : null;
  const named = error?.fieldMessage("name") ?? error?.fieldMessage("url");

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate();
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field label="Name" error={error?.fieldMessage("name")}>
        {(control) => (
          <Input {...control} value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <Field label="Address" hint="Starts with https://" error={error?.fieldMessage("url")}>
        {(control) => (
          <Input
            {...control}
            type="url"
            autoComplete="off"
            value={url}
            placeholder="https://hooks.company.com/alerts"
            onChange={(event) => setUrl(event.target.value)}
          />
        )}
      </Field>
      <WishFields wish={wish} onChange={setWish} />
      {save.error && !named ? (
        <Banner tone="bad" role="alert">
          {save.error.message}
        </Banner>
      ) : null}
      <DialogButtons onCancel={onDone} confirmLabel="Save" busy={save.isPending} />
    </form>
  );
}
