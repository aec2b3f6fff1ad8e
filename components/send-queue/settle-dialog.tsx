"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { RadioField } from "#components/ui/radio-field.tsx";
import { Time } from "#components/ui/time.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { ApiError } from "#lib/query/api-error.ts";
import type { QueuedSend } from "#lib/send-queue/contract.ts";
import { type SettledAs, settleSend } from "#lib/send-queue/queries.ts";

type SettleDialogProps = { send: QueuedSend; open: boolean; onOpenChange: (open: boolean) => void };

/** A person has found out what became of a message of unknown outcome. */
export function SettleDialog({ send, open, onOpenChange }: SettleDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Settle this message"
      description="Look it up at the provider first. This cannot be undone: a message settled as not sent is planned again, and would arrive twice if it did leave."
    >
      <SettleForm send={send} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

const CHOICES = [
  { value: "sent", label: "It was sent", hint: "It counts for its step, the limits and reputation." },
  { value: "not_sent", label: "It was not sent", hint: "It is cancelled, and its step is planned again." },
] as const;

function SettleForm({ send, onDone }: { send: QueuedSend; onDone: () => void }) {
  const client = useQueryClient();
  const [as, setAs] = useState<SettledAs>("sent");
  const [reason, setReason] = useState("");
  const [isMissing, setMissing] = useState(false);
  const settle = useMutation({
    mutationFn: () => settleSend(send.id, as, reason.trim()),
    onSuccess: async () => {
      showToast({ tone: "ok", text: as === "sent" ? "Settled as sent." : "Settled as not sent: it is planned again." });
      onDone();
      const changed = ["sends", "prospect", "prospects", "command-center", "alerts"];
      await Promise.all(changed.map((key) => client.invalidateQueries({ queryKey: [key] })));
    },
  });
  const refusal = settle.error instanceof ApiError ? settle.error.fieldMessage("reason") : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(reason.trim() === "");
    if (reason.trim() !== "") settle.mutate();
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Facts send={send} />
      <RadioField label="What became of it" options={CHOICES} value={as} onValueChange={setAs} />
      <Field
        label="How you know"
        hint="Saved in the audit log."
        error={refusal ?? (isMissing && reason.trim() === "" ? "Say how you know whether it was sent." : undefined)}
      >
        {(control) => (
          <Textarea {...control} value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} />
        )}
      </Field>
      {settle.error && !refusal ? (
        <Banner tone="bad" role="alert">
          {settle.error.message}
        </Banner>
      ) : null}
      <DialogButtons onCancel={onDone} busy={settle.isPending} confirmLabel="Settle" />
    </form>
  );
}

/** What a provider's log is searched by. */
function Facts({ send }: { send: QueuedSend }) {
  const facts = [
    ["To", send.prospect.email ?? "no address"],
    ["From", send.from_email],
    ["Handed over", <Time key="at" value={send.sent_at ?? send.scheduled_at} />],
    ["What happened", send.detail ?? "not known"],
  ] as const;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-muted">{name}</dt>
          <dd className="wrap-anywhere [&_time]:whitespace-normal">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
