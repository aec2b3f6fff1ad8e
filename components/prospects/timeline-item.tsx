"use client";
import { Activity, Bot, CornerUpLeft, Mail, RefreshCcw, UserRound } from "lucide-react";
import Link from "next/link";
import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ExpandButton } from "#components/ui/expand-button.tsx";
import { Time } from "#components/ui/time.tsx";
import type { TimelineEntry } from "#lib/prospects/contract-detail.ts";
import { MessageDialog } from "./message-dialog.tsx";
import { SenderChoice } from "./sender-choice.tsx";

const ICONS = { email: Mail, event: Activity, cycle: RefreshCcw, change: UserRound } as const;

/** One email, event or act of a person: what, when, and for an email who sent it and what it said. */
export function TimelineItem({ entry, zone }: { entry: TimelineEntry; zone: string }) {
  const isReply = entry.message?.direction === "inbound";
  const Icon = entry.machine ? Bot : isReply ? CornerUpLeft : ICONS[entry.kind];
  return (
    <li className="flex gap-3">
      <span className="mt-0.5 inline-flex size-7 shrink-0 items-center justify-center rounded-full bg-sunken text-ink-muted">
        <Icon aria-hidden="true" className="size-4" />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4">
          <p className="font-medium wrap-anywhere">
            {entry.title}
            {entry.kind === "event" && entry.sequence_step ? (
              <span className="font-normal text-ink-muted"> · step {entry.sequence_step}</span>
            ) : null}
          </p>
          <p className="text-sm text-ink-muted">
            <Time value={entry.at} zone={zone} />
          </p>
        </div>
        {entry.detail ? <p className="text-ink-muted wrap-anywhere">{entry.detail}</p> : null}
        {entry.message && entry.outreach_email_id ? (
          <Message id={entry.outreach_email_id} message={entry.message} title={entry.title} />
        ) : null}
      </div>
    </li>
  );
}

type MessageProps = { id: string; message: NonNullable<TimelineEntry["message"]>; title: string };

function Message({ id, message, title }: MessageProps) {
  const panel = useId();
  const [isShown, setShown] = useState(false);
  const [isExplained, setExplained] = useState(false);
  const { subject, from_email, mailbox_id, is_written, sender } = message;
  return (
    <div className="mt-1">
      {subject ? <p className="wrap-anywhere">“{subject}”</p> : null}
      <p className="text-ink-muted wrap-anywhere">
        from{" "}
        {mailbox_id && message.direction === "outbound" ? (
          <Link href={`/mailboxes/${mailbox_id}`} prefetch={false} className="text-accent underline">
            {from_email}
          </Link>
        ) : (
          from_email
        )}
      </p>
      <div className="mt-1 flex flex-wrap items-center gap-3">
        {is_written ? (
          <Button size="sm" onClick={() => setShown(true)}>
            Show message<span className="sr-only">, {title}</span>
          </Button>
        ) : null}
        {sender ? (
          <ExpandButton expanded={isExplained} onToggle={() => setExplained(!isExplained)} controls={panel}>
            Why this mailbox<span className="sr-only">, {title}</span>
          </ExpandButton>
        ) : null}
      </div>
      {sender && isExplained ? <SenderChoice id={panel} choice={sender} /> : null}
      <MessageDialog id={id} open={isShown} onOpenChange={setShown} title={subject ?? title} />
    </div>
  );
}
