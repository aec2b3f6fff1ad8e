"use client";
import { useState } from "react";
import type { Selection } from "#components/query/use-selection.ts";
import { Button } from "#components/ui/button.tsx";
import type { ProspectFilter } from "#lib/prospects/queries-list.ts";
import { type BulkAction, bulkActions, mostBulkPreviewed } from "#lib/prospects/types.ts";
import { BulkDialog } from "./bulk-dialog.tsx";
import { BULK_WORDS, prospectsText } from "./bulk-words.ts";
import { countText } from "./prospect-words.ts";

type Count = { count: number; at_least: boolean };
type BulkBarProps = {
  selection: Selection;
  filter: ProspectFilter;
  count: Count | undefined;
  pageIds: readonly string[];
};

/** What can be done to the selected prospects, and how many they are. */
export function BulkBar({ selection, filter, count, pageIds }: BulkBarProps) {
  const [action, setAction] = useState<BulkAction | null>(null);
  const { isAll, ids } = selection;
  if (!isAll && ids.length === 0) return null;
  const areMore = !isAll && pageIds.every(selection.has) && count !== undefined && count.count > ids.length;
  const isTooMany = count !== undefined && (count.at_least || count.count > mostBulkPreviewed);
  return (
    <section
      aria-label="Selected prospects"
      className="flex flex-wrap items-center gap-2 border-b border-line bg-info-soft px-4 py-2"
    >
      <p aria-live="polite" className="font-medium text-info">
        {isAll
          ? `All ${count ? countText(count) : "prospects"} that fit are selected`
          : `${prospectsText(ids.length)} selected`}
      </p>
      {areMore && !isTooMany ? (
        <Button size="sm" onClick={selection.selectAll}>
          Select all {countText(count)} that fit
        </Button>
      ) : null}
      {isTooMany && (areMore || isAll) ? (
        <p className="text-ink">
          To change all that fit, narrow the filters to at most {prospectsText(mostBulkPreviewed)}.
        </p>
      ) : null}
      {isTooMany && isAll
        ? null
        : bulkActions.map((one) => (
            <Button
              key={one}
              size="sm"
              variant={BULK_WORDS[one].isDangerous ? "danger" : "secondary"}
              onClick={() => setAction(one)}
            >
              {BULK_WORDS[one].button}
            </Button>
          ))}
      <Button size="sm" variant="ghost" onClick={selection.clear}>
        Clear selection
      </Button>
      <BulkDialog
        action={action}
        which={isAll ? { filter } : { ids }}
        count={isAll ? (count?.count ?? 0) : ids.length}
        onClose={() => setAction(null)}
      />
    </section>
  );
}
