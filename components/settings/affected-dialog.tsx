"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { RowHeader, Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatCount } from "#lib/format/number.ts";
import type { Settings } from "#lib/settings/contract.ts";
import type { AffectedEffect, AffectedItem } from "#lib/settings/contract-affected.ts";
import { affectedQuery } from "#lib/settings/queries.ts";
import { describeReason } from "#lib/shared/reasons.ts";
import type { PreviewLine } from "./preview-lines.ts";

type AffectedDialogProps = { line: PreviewLine | null; change: Partial<Settings>; onClose: () => void };

/** Who is behind one count of the preview, each with what is next now and after the change. */
export function AffectedDialog({ line, change, onClose }: AffectedDialogProps) {
  const effect = line?.effect;
  return (
    <Dialog wide open={line !== null} onOpenChange={(open) => (open ? undefined : onClose())} title={line?.text ?? ""}>
      {effect ? <AffectedList effect={effect} change={change} /> : null}
    </Dialog>
  );
}

function AffectedList({ effect, change }: { effect: AffectedEffect; change: Partial<Settings> }) {
  const query = useInfiniteQuery(affectedQuery(change, effect));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const { total, at_least } = query.data?.pages[0] ?? { total: 0, at_least: false };
  if (query.isPending) return <TableSkeleton rows={4} label="Loading the list" />;
  return (
    <div className="flex flex-col items-start gap-3">
      {query.error ? (
        <Banner tone="bad" role="alert">
          {query.error.message}
        </Banner>
      ) : null}
      {items.length > 0 ? <AffectedTable items={items} /> : <p>Nobody is affected.</p>}
      <p className="text-sm text-ink-muted tabular-nums">
        {formatCount(items.length)} of {at_least ? "at least " : ""}
        {formatCount(total)} shown
      </p>
      {query.hasNextPage ? (
        <Button onClick={() => void query.fetchNextPage()} busy={query.isFetchingNextPage}>
          Show more
        </Button>
      ) : null}
    </div>
  );
}

function AffectedTable({ items }: { items: readonly AffectedItem[] }) {
  const hasOutcomes = items.some(({ before }) => before !== null);
  return (
    <Table caption="Affected" className="w-full">
      <thead>
        <tr>
          <Th>{items[0]?.kind === "mailbox" ? "Mailbox" : "Prospect"}</Th>
          {hasOutcomes ? (
            <>
              <Th>Now</Th>
              <Th>After saving</Th>
            </>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <RowHeader className="min-w-44">
              <Link
                href={`/${item.kind === "mailbox" ? "mailboxes" : "prospects"}/${item.id}`}
                prefetch={false}
                target="_blank"
                className="text-accent wrap-anywhere hover:underline"
              >
                {item.title}
                <span className="sr-only"> (opens in a new tab)</span>
              </Link>
              {item.detail ? (
                <span className="block font-normal wrap-anywhere text-ink-muted">{item.detail}</span>
              ) : null}
            </RowHeader>
            {hasOutcomes ? (
              <>
                <Outcome kind={item.kind} outcome={item.before} />
                <Outcome kind={item.kind} outcome={item.after} />
              </>
            ) : null}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** What is overdue goes out with the next run. */
function Outcome({ kind, outcome }: { kind: AffectedItem["kind"]; outcome: AffectedItem["before"] }) {
  if (outcome?.at) {
    return <Td>Next email {Date.parse(outcome.at) > Date.now() ? <Time value={outcome.at} compact /> : "due now"}</Td>;
  }
  if (outcome?.reason) return <Td>{describeReason(outcome.reason).label}</Td>;
  return <Td>{kind === "mailbox" ? "Can send" : "Email on its way"}</Td>;
}
