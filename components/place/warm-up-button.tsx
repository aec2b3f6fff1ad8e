"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { FormFailure } from "#components/account/form-failure.tsx";
import { EditConflict } from "#components/query/edit-conflict.tsx";
import { readConflict } from "#components/query/read-conflict.ts";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { RadioField } from "#components/ui/radio-field.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { DomainView } from "#lib/mailboxes/contract-domain.ts";
import { changeWarmUp } from "#lib/mailboxes/queries.ts";
import { ApiError } from "#lib/query/api-error.ts";
import { domainChangeLines, warmUpText } from "./domain-change-words.ts";
import { refreshPlaces } from "./refresh-places.ts";
import { type WarmUpDraft, warmUpDraft, warmUpStart } from "./warm-up-draft.ts";

/** Changes since when a domain has been warming up; nothing for who may not. */
export function WarmUpButton({ domain }: { domain: DomainView }) {
  const mayEdit = useHasRole("admin");
  const [open, setOpen] = useState(false);
  if (!mayEdit) return null;
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Edit warm-up…<span className="sr-only"> {domain.domain}</span>
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`Warm-up of ${domain.domain}`}
        description="10 emails a day at first, up to 120 after two weeks, then no warm-up cap."
      >
        <WarmUpForm domain={domain} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function WarmUpForm({ domain, onDone }: { domain: DomainView; onDone: () => void }) {
  const client = useQueryClient();
  // What is saved replaces what was shown, not what was polled since.
  const [base, setBase] = useState(domain);
  const [draft, setDraft] = useState<WarmUpDraft>(() => warmUpDraft(domain));
  const save = useMutation({
    mutationFn: (over: DomainView) => changeWarmUp(over, warmUpStart(draft)),
    onSuccess: ({ domain: name }) => {
      showToast({ tone: "ok", text: `The warm-up of ${name} is saved.` });
      onDone();
    },
    onSettled: () => refreshPlaces(client, "domains"),
  });
  const conflict = readConflict<DomainView>(save.error);
  const refusal = save.error instanceof ApiError ? save.error.fieldMessage("warmup_started_at") : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate(base);
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <RadioField
        label="When it starts"
        value={draft.kind}
        onValueChange={(kind) => setDraft((now) => ({ ...now, kind }))}
        options={[
          { value: "since", label: "On a date", hint: "For a domain that was warmed up elsewhere." },
          { value: "anew", label: "With the next email", hint: "The warm-up begins again from its first day." },
        ]}
      />
      {draft.kind === "since" ? (
        <Field label="Warming up since" error={refusal}>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={draft.date}
              onChange={(event) => setDraft((now) => ({ ...now, date: event.target.value }))}
            />
          )}
        </Field>
      ) : null}
      {conflict ? (
        <EditConflict
          what="this domain"
          changes={conflict.changes.map((change) => ({ ...change, lines: domainChangeLines(change) }))}
          rows={contestedStart(draft, base, conflict.current)}
          onSaveMine={() => {
            setBase(conflict.current);
            save.mutate(conflict.current);
          }}
          onTakeStored={() => {
            setBase(conflict.current);
            setDraft(warmUpDraft(conflict.current));
            save.reset();
          }}
        />
      ) : (
        <>
          <FormFailure message={refusal ? undefined : save.error?.message} />
          <DialogButtons onCancel={onDone} confirmLabel="Save" busy={save.isPending} />
        </>
      )}
    </form>
  );
}

/** The start of the warm-up, if somebody else changed it as well. */
function contestedStart(draft: WarmUpDraft, base: DomainView, current: DomainView) {
  if (base.warmup_started_at === current.warmup_started_at) return [];
  const [stored, mine] = [warmUpText(current.warmup_started_at), warmUpText(warmUpStart(draft))];
  return stored === mine ? [] : [{ label: "Warming up since", stored, mine }];
}
