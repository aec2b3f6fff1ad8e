"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Sparkline } from "#components/ui/sparkline.tsx";
import { formatCount } from "#lib/format/number.ts";
import { historyLinesQuery } from "#lib/history/queries.ts";

/** Sent by day over 30 days for the rows in view, by id; empty until it is loaded. */
export function useRowLines(scope: "domain" | "mailbox", rows: readonly { id: string }[]) {
  const query = useQuery(
    historyLinesQuery(
      scope,
      rows.map((row) => row.id),
    ),
  );
  return new Map(query.data?.items.map((item) => [item.id, item.sent]));
}

type RowLineProps = {
  href: `/domains/${string}` | `/mailboxes/${string}`;
  name: string;
  sent: readonly number[] | undefined;
};

/** The last 30 days of a row as a small line that leads to its page. */
export function RowLine({ href, name, sent }: RowLineProps) {
  const total = sent?.reduce((sum, n) => sum + n, 0) ?? 0;
  const words = sent ? `${formatCount(total)} sent in 30 days, most ${formatCount(Math.max(0, ...sent))} a day` : "";
  return (
    <Link
      href={href}
      prefetch={false}
      className="mt-1 ml-5 flex min-h-6 w-fit items-center gap-2 rounded font-normal text-accent hover:underline"
    >
      {sent ? <Sparkline values={sent} label={words} /> : null}
      <span className="text-xs whitespace-nowrap">
        History<span className="sr-only"> of {name}</span>
      </span>
    </Link>
  );
}
