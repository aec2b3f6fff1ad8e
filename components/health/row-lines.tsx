"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Sparkline } from "#components/ui/sparkline.tsx";
import type { HistoryLines } from "#lib/history/contract.ts";
import { historyLinesQuery } from "#lib/history/queries.ts";
import { type LineRange, sentLineWords } from "./sent-line-words.ts";

export type Line = Pick<HistoryLines["items"][number], "sent" | "bounced">;

/** Sent and bounced of the domains in view, by id; empty until it is loaded. */
export function useDomainLines(rows: readonly { id: string }[], range: LineRange): ReadonlyMap<string, Line> {
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
  const words = line && sentLineWords("30d", line.sent);
  return (
    <Link
      href={href}
      prefetch={false}
      title={words?.full}
      className="flex min-h-6 w-fit flex-col rounded font-normal text-accent hover:underline"
    >
      {line && words ? <Sparkline values={line.sent} label={words.full} className="h-4 w-16" /> : null}
      <span className="text-xs whitespace-nowrap">
        History<span className="sr-only"> of {name}</span>
      </span>
    </Link>
  );
}

/** What was sent as a small line with its span; nothing until it is known. */
export function SentLine({ line, range }: { line: Line | undefined; range: LineRange }) {
  if (!line) return null;
  const { short, full } = sentLineWords(range, line.sent);
  return (
    <span title={full} className="flex items-center gap-1.5">
      <span className="w-7 text-xs whitespace-nowrap text-ink-muted">{short}</span>
      <Sparkline values={line.sent} label={full} className="h-4 w-16" />
    </span>
  );
}
