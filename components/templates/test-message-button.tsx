"use client";
import { useQuery } from "@tanstack/react-query";
import { SendHorizontal } from "lucide-react";
import { type FormEvent, useState } from "react";
import { FormFailure } from "#components/account/form-failure.tsx";
import { QueryView } from "#components/query/query-view.tsx";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { DialogButtons } from "#components/ui/dialog-buttons.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { mailboxesQuery } from "#lib/mailboxes/queries.ts";
import { cycleInSentence } from "#lib/shared/cycle-words.ts";
import type { TestMessageBody } from "#lib/templates/contract-test-message.ts";
import { useTestMessage } from "./use-test-message.ts";

type TestMessageButtonProps = { message: Omit<TestMessageBody, "mailbox_id">; prospect: string };

/** Sends the message that is shown to the person who is signed in. */
export function TestMessageButton({ message, prospect }: TestMessageButtonProps) {
  const maySend = useHasRole("operator");
  const [open, setOpen] = useState(false);
  if (!maySend) return null;
  return (
    <>
      <Button size="sm" icon={<SendHorizontal aria-hidden="true" className="size-3.5" />} onClick={() => setOpen(true)}>
        Send it to yourself…
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Send a test message"
        description={`What ${prospect} would get in ${cycleInSentence(message.cycle)} goes to your own address, marked as a test. It counts for no limit and no reputation.`}
      >
        <TestMessageForm message={message} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

type TestMessageFormProps = Pick<TestMessageButtonProps, "message"> & { onDone: () => void };

function TestMessageForm({ message, onDone }: TestMessageFormProps) {
  const mailboxes = useQuery(mailboxesQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const test = useTestMessage(onDone);
  return (
    <QueryView query={mailboxes} what="The mailboxes" skeleton={<Skeleton className="h-32 w-full" />}>
      {(all) => {
        const mailboxId = chosen ?? all[0]?.id;
        if (mailboxId === undefined) return <EmptyState title="There is no mailbox to send from" />;
        const submit = (event: FormEvent) => {
          event.preventDefault();
          test.send({ ...message, mailbox_id: mailboxId });
        };
        return (
          <form onSubmit={submit} className="flex flex-col gap-4">
            <Field label="From">
              {(control) => (
                <Select
                  {...control}
                  options={all.map(({ id, from_email }) => ({ value: id, label: from_email }))}
                  value={mailboxId}
                  onValueChange={setChosen}
                />
              )}
            </Field>
            <FormFailure message={test.problem ?? test.failure} />
            <DialogButtons onCancel={onDone} confirmLabel="Send" busy={test.isSending} />
          </form>
        );
      }}
    </QueryView>
  );
}
