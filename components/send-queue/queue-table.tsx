"use client";
import Link from "next/link";
import { useState } from "react";
import { prospectTitle } from "#components/prospects/prospect-words.ts";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { useNow } from "#components/ui/use-now.ts";
import { formatClock, formatDateTime, formatDay, formatRelative } from "#lib/format/time.ts";
import type { QueuedSend } from "#lib/send-queue/contract.ts";
import { sendPlace, sendStatusWord } from "./send-words.ts";
import { SettleDialog } from "./settle-dialog.tsx";

const MINUTE_MS = 60_000;

type QueueTableProps = { items: readonly QueuedSend[]; zone: string };

/** Messages in the order of their times. `zone` is the one of the send window. */
export function QueueTable({ items, zone }: QueueTableProps) {
  return (
    <Table caption="Today's queue">
      <thead>
        <tr>
          <Th>Time</Th>
          <Th>Prospect</Th>
          <Th>Step</Th>
          <Th>Mailbox</Th>
          <Th>State</Th>
          <Th>Why</Th>
        </tr>
      </thead>
      <tbody>
        {items.map((send) => (
          <QueueRow key={send.id} send={send} zone={zone} />
        ))}
      </tbody>
    </Table>
  );
}

function QueueRow({ send, zone }: { send: QueuedSend; zone: string }) {
  const word = sendStatusWord(send.status);
  return (
    <tr className="hover:bg-sunken">
      <Td className="min-w-32">
        <SendTime instant={Date.parse(send.sent_at ?? send.scheduled_at)} send={send} zone={zone} />
      </Td>
      <RowHeader>
        <Link href={`/prospects/${send.prospect_id}`} prefetch={false} className="text-accent hover:underline">
          {prospectTitle(send.prospect)}
        </Link>
        <span className="block font-normal text-ink-muted">{send.prospect.email ?? "no address"}</span>
      </RowHeader>
      <Td className="whitespace-nowrap">{sendPlace(send)}</Td>
      <Td>
        {send.mailbox_id ? (
          <Link href={`/mailboxes/${send.mailbox_id}`} prefetch={false} className="text-accent hover:underline">
            {send.from_email}
          </Link>
        ) : (
          send.from_email
        )}
      </Td>
      <Td>
        <StatusBadge tone={word.tone}>{word.label}</StatusBadge>
      </Td>
      <Td className="min-w-48">
        {send.reason ? (
          <>
            {send.reason.label === word.label && send.detail ? null : send.reason.label}
            {send.detail ? <span className="block wrap-anywhere first-letter:uppercase">{send.detail}</span> : null}
            <span className="block text-ink-muted">Ends with: {send.reason.clears}</span>
          </>
        ) : (
          <span className="text-ink-muted">–</span>
        )}
        {send.status === "unknown" ? <Settle send={send} /> : null}
      </Td>
    </tr>
  );
}

function Settle({ send }: { send: QueuedSend }) {
  const maySettle = useHasRole("operator");
  const [isOpen, setOpen] = useState(false);
  if (!maySettle) return null;
  return (
    <>
      <Button size="sm" className="mt-1.5" onClick={() => setOpen(true)}>
        Settle…
        <span className="sr-only"> the message to {send.prospect.email ?? prospectTitle(send.prospect)}</span>
      </Button>
      <SettleDialog send={send} open={isOpen} onOpenChange={setOpen} />
    </>
  );
}

type SendTimeProps = { instant: number; send: QueuedSend; zone: string };

/** When, on the clock of the send window and, where that shows something else, on the prospect's; with its date unless that is today. */
function SendTime({ instant, send, zone }: SendTimeProps) {
  const now = useNow(MINUTE_MS);
  const { prospect_time_zone: theirs } = send;
  const isToday = formatDay(instant, zone) === formatDay(now, zone);
  return (
    <>
      <time dateTime={new Date(instant).toISOString()} className="whitespace-nowrap">
        {isToday ? formatClock(instant, zone) : formatDateTime(instant, zone)}
      </time>
      <span className="block whitespace-nowrap text-ink-muted">{formatRelative(instant, now)}</span>
      {theirs === zone ? null : (
        <span className="block whitespace-nowrap text-ink-muted">
          {theirs === null ? "prospect's zone not known" : `prospect ${formatClock(instant, theirs)}`}
        </span>
      )}
    </>
  );
}
