"use client";
import { useMutation } from "@tanstack/react-query";
import { Button } from "#components/ui/button.tsx";
import { TONE_TEXT } from "#components/ui/tone.ts";
import { ToneIcon } from "#components/ui/tone-icon.tsx";
import { checkMailbox } from "#lib/mailboxes/queries.ts";
import { checkLines } from "./check-words.ts";

type MailboxCheckProps = { address: string; connectionId: string };

/** Tries out the mailbox as the form has it, without sending anything. */
export function MailboxCheck({ address, connectionId }: MailboxCheckProps) {
  const check = useMutation({
    mutationFn: () => checkMailbox({ from_email: address.trim(), provider_connection_id: connectionId }),
  });
  return (
    <section aria-label="Connection test" className="flex flex-col gap-3 rounded-md border border-line p-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-ink-muted">Signs in to the mail server and checks DNS. Nothing is sent.</p>
        <Button size="sm" onClick={() => check.mutate()} busy={check.isPending} disabled={address.trim() === ""}>
          Test the connection
        </Button>
      </div>
      <div role="status" className="flex flex-col gap-1.5 empty:hidden">
        {check.data
          ? checkLines(check.data).map(({ tone, text }) => (
              <p key={text} className="flex items-start gap-2">
                <ToneIcon tone={tone} className={`mt-0.5 size-4 shrink-0 ${TONE_TEXT[tone]}`} />
                <span className="min-w-0 break-words">{text}</span>
              </p>
            ))
          : null}
        {check.error ? <p className="text-bad">{check.error.message}</p> : null}
      </div>
    </section>
  );
}
