"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Sparkline } from "#components/ui/sparkline.tsx";
import { formatCount, formatRate } from "#lib/format/number.ts";
import type { HistoryLines } from "#lib/history/contract.ts";
import { historyLinesQuery } from "#lib/history/queries.ts";

export type Line = Pick<HistoryLines["items"][number], "sent" | "bounced">;
type Range = "24h" | "30d";

/** Sent and bounced of the domains in view, by id; empty until it is loaded. */
export function useDomainLines(rows: readonly { id: string }[], range: Range): ReadonlyMap<string, Line> {
  const ids = rows.map((row) => row.id);
  const query = useQuery(historyLinesQuery("domain", ids, range));
  return new Map(query.data?.items.map((item) => [item.id, item]));
}

type RowLineProps = {
  href: `/domains/${string}` | `/mailboxes/${string}`;
  name: string;
  line: Line | undefined;
};

/** The last 30 days of a row as a small line that leads to its page. */
export function RowLine({ href, name, line }: RowLineProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="flex min-h-6 w-fit flex-wrap items-center gap-x-2 rounded font-normal text-accent hover:underline"
    >
      <SentLine line={line} range="30d" />
      <span className="text-xs whitespace-nowrap">
        History<span className="sr-only"> of {name}</span>
      </span>
    </Link>
  );
}

/** What was sent as a small line, and how much of it bounced; nothing until it is known. */
export function SentLine({ line, range }: { line: Line | undefined; range: Range }) {
  if (!line) return null;
  const [sent, bounced] = [sum(line.sent), sum(line.bounced)];
  const [span, step] = range === "24h" ? ["24 hours", "an hour"] : ["30 days", "a day"];
  const label = `${formatCount(sent)} sent in ${span}, most ${formatCount(Math.max(0, ...line.sent))} ${step}`;
  return (
    <span className="inline-flex flex-col items-start">
      <Sparkline values={line.sent} label={label} />
      {sent > 0 ? (
        <span className="text-xs whitespace-nowrap text-ink-muted">
          {formatRate(bounced / sent)} of {formatCount(sent)} bounced
        </span>
      ) : null}
    </span>
  );
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);
