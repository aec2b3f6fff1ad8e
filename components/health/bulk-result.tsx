import { CircleCheck, CircleMinus, CircleX } from "lucide-react";
import { Breakable } from "#components/ui/breakable.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatCount } from "#lib/format/number.ts";
import type { BulkItem } from "#lib/mailboxes/contract-bulk.ts";
import { type BulkAction, outcomeText, outcomeWord } from "./bulk-words.ts";

const MOST_LISTED = 500;
const ORDER: readonly BulkItem["outcome"][] = ["not_found", "unchanged", "changed"];
const ICONS = { changed: CircleCheck, unchanged: CircleMinus, not_found: CircleX };
const TONES = { changed: "text-ok", unchanged: "text-ink-muted", not_found: "text-bad" };

type BulkResultProps = { action: BulkAction; items: readonly BulkItem[]; onClose: () => void };

/** What became of each mailbox; those that did not change first. */
export function BulkResult({ action, items, onClose }: BulkResultProps) {
  const listed = items.toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome)).slice(0, MOST_LISTED);
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="font-medium">
        {outcomeText(action, items)}
      </p>
      <section
        aria-label="Results"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="max-h-72 overflow-y-auto rounded-md border border-line"
      >
        <ul>
          {listed.map(({ id, from_email, outcome }) => {
            const Icon = ICONS[outcome];
            return (
              <li key={id} className="flex items-start gap-2 border-b border-line px-3 py-1.5 last:border-b-0">
                <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${TONES[outcome]}`} />
                <span className="min-w-0 grow">
                  <Breakable text={from_email ?? id} />
                </span>
                <span className="whitespace-nowrap text-ink-muted">{outcomeWord(action, outcome)}</span>
              </li>
            );
          })}
        </ul>
      </section>
      {items.length > MOST_LISTED ? (
        <p className="text-ink-muted">and {formatCount(items.length - MOST_LISTED)} more</p>
      ) : null}
      <div className="flex justify-end">
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}
