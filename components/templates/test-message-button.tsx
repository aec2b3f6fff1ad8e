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
import { emailHealthQuery } from "#lib/health/queries.ts";
import { mailboxesQuery } from "#lib/mailboxes/queries.ts";
import { cycleInSentence } from "#lib/shared/cycle-words.ts";
import type { TestMessageBody } from "#lib/templates/contract-test-message.ts";
import { senderOptions } from "./test-senders.ts";
import { useTestMessage } from "./use-test-message.ts";

type TestMessageButtonProps = {
  message: Omit<TestMessageBody, "mailbox_id">;
  prospect: string;
  /** the mailbox that signs what is shown; null where there is none */
  signerId: string | null;
};

/** Sends the message that is shown to the person who is signed in. */
export function TestMessageButton({ message, prospect, signerId }: TestMessageButtonProps) {
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
        <TestMessageForm message={message} signerId={signerId} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

type TestMessageFormProps = Omit<TestMessageButtonProps, "prospect"> & { onDone: () => void };

function TestMessageForm({ message, signerId, onDone }: TestMessageFormProps) {
  const mailboxes = useQuery(mailboxesQuery);
  const health = useQuery(emailHealthQuery).data?.mailboxes ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const test = useTestMessage(onDone);
  return (
    <QueryView query={mailboxes} what="The mailboxes" skeleton={<Skeleton className="h-32 w-full" />}>
      {(all) => {
        const senders = senderOptions(all, health);
        const mailboxId = senders.find(({ value }) => value === (chosen ?? signerId))?.value ?? senders[0]?.value;
        if (mailboxId === undefined) return <EmptyState title="There is no mailbox to send from" />;
        const submit = (event: FormEvent) => {
          event.preventDefault();
          test.send({ ...message, mailbox_id: mailboxId });
        };
        return (
          <form onSubmit={submit} className="flex flex-col gap-4">
            <Field label="From">
              {(control) => <Select {...control} options={senders} value={mailboxId} onValueChange={setChosen} />}
            </Field>
            <FormFailure message={test.problem ?? test.failure} />
            <DialogButtons onCancel={onDone} confirmLabel="Send" busy={test.isSending} />
          </form>
        );
      }}
    </QueryView>
  );
}
