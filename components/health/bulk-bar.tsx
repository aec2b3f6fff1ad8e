"use client";
import { useState } from "react";
import { MOST_SELECTED, type Selection } from "#components/query/use-selection.ts";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatPlural } from "#lib/format/number.ts";
import { BulkDialog } from "./bulk-dialog.tsx";
import type { BulkAction } from "./bulk-words.ts";
import type { MailboxRow } from "./health-rows.ts";

type BulkBarProps = { selected: readonly MailboxRow[]; selection: Selection };

/** What may be done with the selected mailboxes; nothing is shown while none is. */
export function BulkBar({ selected, selection }: BulkBarProps) {
  const maySetLimits = useHasRole("admin");
  const [action, setAction] = useState<BulkAction | null>(null);
  const isFull = !selection.isAll && selection.ids.length >= MOST_SELECTED;
  return (
    <>
      {selected.length > 0 ? (
        <section
          aria-label="Selected mailboxes"
          className="flex flex-wrap items-center gap-3 border-b border-line bg-sunken px-4 py-2"
        >
          <p aria-live="polite" className="font-medium">
            {formatPlural(selected.length, "mailbox", "mailboxes")} selected
            {isFull ? `, the most one by one` : null}
          </p>
          <Button size="sm" onClick={() => setAction("pause")}>
            Pause…
          </Button>
          <Button size="sm" onClick={() => setAction("resume")}>
            Resume…
          </Button>
          {maySetLimits ? (
            <Button size="sm" onClick={() => setAction("daily_limit")}>
              Daily limit…
            </Button>
          ) : null}
          {selection.isAll ? null : (
            <Button size="sm" variant="ghost" onClick={selection.selectAll}>
              Select all that fit
            </Button>
          )}
          <Button size="sm" variant="ghost" onClick={selection.clear}>
            Clear the selection
          </Button>
        </section>
      ) : null}
      <BulkDialog action={action} selected={selected} onClose={() => setAction(null)} />
    </>
  );
}
