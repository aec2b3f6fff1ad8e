"use client";
import Link from "next/link";
import { Time } from "#components/ui/time.tsx";
import type { NextStep } from "#lib/prospects/contract-detail.ts";

type AwaitedMailboxProps = {
  mailbox: NonNullable<NextStep["waits_for"]>;
  /** IANA zone of the prospect */
  zone: string;
};

/** The mailbox that a follow-up waits for, when it is back, and from when another may take over. */
export function AwaitedMailbox({ mailbox, zone }: AwaitedMailboxProps) {
  const { mailbox_id: id, from_email: name, back_at: back, take_over_at: takeOver } = mailbox;
  return (
    <ul className="flex flex-col gap-0.5">
      <li>
        <Link href={`/mailboxes/${id}`} prefetch={false} className="text-accent underline wrap-anywhere">
          {name}
        </Link>
        {back ? (
          <>
            , back from <Time value={back} zone={zone} />
          </>
        ) : null}
      </li>
      <li className="text-ink-muted">
        or another mailbox that can send, from <Time value={takeOver} zone={zone} />
      </li>
    </ul>
  );
}
