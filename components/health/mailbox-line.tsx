"use client";
import { useQuery } from "@tanstack/react-query";
import { historyLinesQuery } from "#lib/history/queries.ts";
import type { MailboxRow } from "./health-rows.ts";
import { RowLine } from "./row-lines.tsx";
import { useIsMoving } from "./virtual-table.tsx";

/** A mailbox's last 30 days; rows near each other ask for theirs together, once the view rests. */
export function MailboxLine({ row, around }: { row: MailboxRow; around: readonly string[] }) {
  const query = useQuery({ ...historyLinesQuery("mailbox", around), enabled: !useIsMoving() });
  const line = query.data?.items.find(({ id }) => id === row.id);
  return <RowLine href={`/mailboxes/${row.id}`} name={row.from_email} line={line} />;
}
