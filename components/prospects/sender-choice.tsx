import Link from "next/link";
import type { SenderChoiceView } from "#lib/prospects/contract-detail.ts";
import { PassedOverList } from "./passed-over-list.tsx";

/** Which mailbox was chosen for a message, and why that one. */
export function SenderChoice({ id, choice }: { id: string; choice: SenderChoiceView }) {
  const { from_email, mailbox_id, score, why, delay, passed_over } = choice;
  return (
    <div id={id} className="mt-2 flex flex-col gap-2 rounded-md bg-sunken p-3">
      <p className="wrap-anywhere">
        <Link href={`/mailboxes/${mailbox_id}`} prefetch={false} className="text-accent underline">
          {from_email}
        </Link>
        {score === null ? null : ` had a score of ${Math.round(score)} of 100.`} {why}
      </p>
      {delay ? (
        <p className="text-ink-muted">
          It followed {delay.hours} h after the email before: {delay.label.toLowerCase()}.
        </p>
      ) : null}
      {passed_over.length > 0 ? (
        <div>
          <p className="text-ink-muted">Passed over:</p>
          <PassedOverList notes={passed_over} />
        </div>
      ) : null}
    </div>
  );
}
