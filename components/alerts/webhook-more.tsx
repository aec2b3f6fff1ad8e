"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { WebhookView } from "#lib/alerts/contract-delivery.ts";
import { removeWebhook, rotateWebhookSecret } from "#lib/alerts/queries.ts";

type WebhookMoreProps = { webhook: WebhookView; onSecret: (secret: string) => void };

/** A new secret, and removal: both say what they do before they do it. */
export function WebhookMore({ webhook, onSecret }: WebhookMoreProps) {
  const [asking, setAsking] = useState<"rotate" | "remove" | null>(null);
  const close = () => setAsking(null);
  const rotate = useChange(
    () => rotateWebhookSecret(webhook.id),
    ({ secret }) => {
      close();
      onSecret(secret);
    },
  );
  const remove = useChange(
    () => removeWebhook(webhook.id),
    () => {
      close();
      showToast({ tone: "ok", text: `${webhook.name} is removed.` });
    },
  );
  const name = <span className="sr-only"> of {webhook.name}</span>;
  return (
    <>
      <Button size="sm" onClick={() => setAsking("rotate")}>
        New secret…{name}
      </Button>
      <Button size="sm" variant="danger" onClick={() => setAsking("remove")}>
        Remove…<span className="sr-only"> {webhook.name}</span>
      </Button>
      <Dialog
        open={asking === "rotate"}
        onOpenChange={close}
        title={`A new secret for ${webhook.name}`}
        description="For 24 hours notices are signed with both secrets, so you can switch the receiver."
      >
        <Confirm label="Create secret" busy={rotate.isPending} onCancel={close} onConfirm={() => rotate.mutate()} />
      </Dialog>
      <Dialog
        open={asking === "remove"}
        onOpenChange={close}
        title={`Remove ${webhook.name}`}
        description="It gets no more notices. Notices still waiting are dropped."
      >
        <Confirm label="Remove" busy={remove.isPending} onCancel={close} onConfirm={() => remove.mutate()} />
      </Dialog>
    </>
  );
}

function useChange<Result>(change: () => Promise<Result>, onSuccess: (result: Result) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess,
    onError: (error) => showToast({ tone: "bad", text: error.message }),
    onSettled: () => client.invalidateQueries({ queryKey: ["outgoing-webhooks"] }),
  });
}

type ConfirmProps = { label: string; busy: boolean; onCancel: () => void; onConfirm: () => void };

function Confirm({ label, busy, onCancel, onConfirm }: ConfirmProps) {
  return (
    <div className="flex justify-end gap-2">
      <Button onClick={onCancel}>Cancel</Button>
      <Button variant="primary" busy={busy} onClick={onConfirm}>
        {label}
      </Button>
    </div>
  );
}
