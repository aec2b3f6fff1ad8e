"use client";
import Link from "next/link";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { formatCount } from "#lib/format/number.ts";
import { formatDay } from "#lib/format/time.ts";
import type { SendSummary } from "#lib/send-queue/contract.ts";
import { sendStatuses } from "#lib/send-queue/types.ts";
import { sendStatusWord } from "./send-words.ts";

/** How many there are in each state; each count leads to its messages. */
export function QueueSummary({ summary }: { summary: SendSummary }) {
  const shown = sendStatuses.filter((status) => summary.counts[status] > 0 || status === "queued" || status === "sent");
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3">
      <span className="text-ink-muted">
        {formatDay(Date.parse(`${summary.day}T12:00:00Z`), "UTC")}, {summary.send_timezone}
      </span>
      <ul aria-label="Messages by state" className="flex flex-wrap gap-2">
        {shown.map((status) => {
          const { label, tone } = sendStatusWord(status);
          return (
            <li key={status}>
              <Link
                href={`/queue?status=${status}`}
                prefetch={false}
                className="inline-flex min-h-7 items-center gap-1.5 rounded-full border border-line pr-2.5 text-accent underline hover:bg-hover"
              >
                <StatusBadge tone={tone}>{label}</StatusBadge>
                <span className="font-medium">{formatCount(summary.counts[status])}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
