"use client";
import Link from "next/link";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatCount } from "#lib/format/number.ts";
import type { BulkResult } from "#lib/prospects/contract-bulk.ts";
import { prospectsText } from "./bulk-words.ts";
import { prospectTitle } from "./prospect-words.ts";

const SHOWN = 50;

type Result = BulkResult["results"][number];
type BulkOutcomeProps = { results: readonly Result[]; onClose: () => void };

/** What became of it: how many were changed, and who was not and why. */
export function BulkOutcome({ results, onClose }: BulkOutcomeProps) {
  const count = (result: Result["result"]) => results.filter((row) => row.result === result).length;
  const notFound = count("not_found");
  const failed = results.filter((row) => row.result !== "done");
  return (
    <div className="flex flex-col gap-4">
      <Banner tone={failed.length > 0 ? "warn" : "ok"} role="status">
        {prospectsText(count("done"))} changed, {formatCount(count("refused"))} refused
        {notFound > 0 ? `, ${formatCount(notFound)} no longer there` : ""}.
      </Banner>
      {failed.length > 0 ? (
        <ul aria-label="Not changed" className="flex max-h-72 flex-col gap-2 overflow-y-auto">
          {failed.slice(0, SHOWN).map((row) => (
            <li key={row.id} className="wrap-anywhere">
              {row.prospect ? (
                <Link href={`/prospects/${row.id}`} prefetch={false} className="text-accent underline">
                  {prospectTitle(row.prospect)}
                </Link>
              ) : (
                "A prospect that is no longer there"
              )}
              <span className="block text-ink-muted">{row.detail}</span>
            </li>
          ))}
          {failed.length > SHOWN ? (
            <li className="text-ink-muted">and {formatCount(failed.length - SHOWN)} more</li>
          ) : null}
        </ul>
      ) : null}
      <div className="flex justify-end">
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}
