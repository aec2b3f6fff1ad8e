"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ExpandButton } from "#components/ui/expand-button.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Time } from "#components/ui/time.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { WebhookView } from "#lib/alerts/contract-delivery.ts";
import { testWebhook, updateWebhook } from "#lib/alerts/queries.ts";
import { DeliveryLog } from "./delivery-log.tsx";
import { WebhookMore } from "./webhook-more.tsx";
import { wishText } from "./wish-text.ts";

type WebhookItemProps = { webhook: WebhookView; onEdit: () => void; onSecret: (secret: string) => void };

export function WebhookItem({ webhook, onEdit, onSecret }: WebhookItemProps) {
  const [isOpen, setOpen] = useState(false);
  const { id, name } = webhook;
  return (
    <li className="flex flex-col gap-3 px-4 py-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-60">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            <span className="wrap-anywhere">{name}</span>
            <WebhookState webhook={webhook} />
          </p>
          <p className="font-mono text-sm wrap-anywhere">{webhook.url}</p>
          <p className="text-sm text-ink-muted">{wishText(webhook)}</p>
          {webhook.disabled_reason ? <p className="mt-1 text-bad">{webhook.disabled_reason}</p> : null}
        </div>
        <div className="flex flex-wrap gap-2">
          <TestButton webhook={webhook} onDone={() => setOpen(true)} />
          <SwitchButton webhook={webhook} />
          <Button size="sm" onClick={onEdit}>
            Edit<span className="sr-only"> {name}</span>
          </Button>
          <WebhookMore webhook={webhook} onSecret={onSecret} />
        </div>
      </div>
      <div>
        <ExpandButton expanded={isOpen} onToggle={() => setOpen(!isOpen)} controls={`deliveries-${id}`}>
          Deliveries<span className="sr-only"> to {name}</span>
        </ExpandButton>
      </div>
      <div id={`deliveries-${id}`}>{isOpen ? <DeliveryLog webhookId={id} name={name} /> : null}</div>
    </li>
  );
}

function WebhookState({ webhook }: { webhook: WebhookView }) {
  if (webhook.disabled_at) return <StatusBadge tone="bad">Turned off automatically</StatusBadge>;
  if (!webhook.is_active) return <StatusBadge tone="neutral">Off</StatusBadge>;
  if (webhook.failing_since === null) return <StatusBadge tone="ok">On</StatusBadge>;
  return (
    <StatusBadge tone="warn">
      Failing since <Time value={webhook.failing_since} compact />
    </StatusBadge>
  );
}

function TestButton({ webhook, onDone }: { webhook: WebhookView; onDone: () => void }) {
  const client = useQueryClient();
  const test = useMutation({
    mutationFn: () => testWebhook(webhook.id),
    onSuccess: (delivery) => {
      const isTaken = delivery.status === "delivered";
      const answer = delivery.last_error ?? `It answered ${delivery.last_status}.`;
      showToast({ tone: isTaken ? "ok" : "bad", text: isTaken ? "The test notice was accepted." : answer });
      onDone();
    },
    onError: (error) => showToast({ tone: "bad", text: error.message }),
    onSettled: () => client.invalidateQueries({ queryKey: ["outgoing-webhooks", webhook.id] }),
  });
  return (
    <Button size="sm" busy={test.isPending} onClick={() => test.mutate()}>
      Send a test<span className="sr-only"> to {webhook.name}</span>
    </Button>
  );
}

function SwitchButton({ webhook }: { webhook: WebhookView }) {
  const client = useQueryClient();
  const isOn = webhook.is_active;
  const change = useMutation({
    mutationFn: () => updateWebhook(webhook.id, { version: webhook.version, is_active: !isOn }),
    onSuccess: () => showToast({ tone: "ok", text: isOn ? "It gets no more notices." : "It gets notices again." }),
    onError: (error) => showToast({ tone: "bad", text: error.message }),
    onSettled: () => client.invalidateQueries({ queryKey: ["outgoing-webhooks"] }),
  });
  return (
    <Button size="sm" busy={change.isPending} onClick={() => change.mutate()}>
      {isOn ? "Turn off" : "Turn on"}
      <span className="sr-only"> {webhook.name}</span>
    </Button>
  );
}
