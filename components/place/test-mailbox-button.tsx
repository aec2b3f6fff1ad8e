"use client";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { FormFailure } from "#components/account/form-failure.tsx";
import { QueryView } from "#components/query/query-view.tsx";
import { useHasRole } from "#components/shell/role.tsx";
import { type PickedProspect, ProspectPicker } from "#components/templates/prospect-picker.tsx";
import { useTestMessage } from "#components/templates/use-test-message.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { TemplateView } from "#lib/templates/contract.ts";
import { allTemplatesQuery } from "#lib/templates/queries.ts";

type TestMailboxButtonProps = { id: string; name: string };

/** Sends a message from a mailbox to the person who is signed in; nothing for who may not. */
export function TestMailboxButton({ id, name }: TestMailboxButtonProps) {
  const maySend = useHasRole("operator");
  const [open, setOpen] = useState(false);
  if (!maySend) return null;
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Send a test…<span className="sr-only"> {name}</span>
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`Send a test from ${name}`}
        description="What a prospect would get as a first email goes to your own address, marked as a test. It counts for no limit and no reputation."
      >
        <TestMailboxForm id={id} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function TestMailboxForm({ id, onDone }: { id: string; onDone: () => void }) {
  const templates = useQuery(allTemplatesQuery);
  const [chosen, setChosen] = useState("");
  const [prospect, setProspect] = useState<PickedProspect | null>(null);
  const test = useTestMessage(onDone);
  return (
    <QueryView query={templates} what="The templates" skeleton={<Skeleton className="h-40 w-full" />}>
      {(all) => {
        const submit = (event: FormEvent) => {
          event.preventDefault();
          const text = all.find((template) => template.id === chosen);
          test.send({
            mailbox_id: id,
            step: 1,
            cycle: 0,
            ...(text && { subject: text.subject, body: text.body }),
            ...(prospect && { prospect_id: prospect.id }),
          });
        };
        return (
          <form onSubmit={submit} className="flex flex-col gap-4">
            <Field label="Text">
              {(control) => <Select {...control} options={textsOf(all)} value={chosen} onValueChange={setChosen} />}
            </Field>
            <div className="flex flex-col gap-1">
              <ProspectPicker value={prospect} onValueChange={setProspect} />
              <p className="text-sm text-ink-muted">Leave empty for somebody who is written to next.</p>
            </div>
            <FormFailure message={test.problem ?? test.failure} />
            <DialogButtons onCancel={onDone} confirmLabel="Send" busy={test.isSending} />
          </form>
        );
      }}
    </QueryView>
  );
}

function textsOf(templates: readonly TemplateView[]) {
  const inUse = templates.filter(({ archived_at }) => archived_at === null);
  return [{ value: "", label: "Written by the engine" }, ...inUse.map(({ id, name }) => ({ value: id, label: name }))];
}
