import type { MailResults } from "#lib/mail-results/contract.ts";
import { resultParts } from "./result-words.ts";

/** The main results in a line under a row's name, where a phone has no room for their columns. */
export function ResultParts({ results }: { results: MailResults }) {
  if (results.sent === 0) return null;
  return (
    <span className="flex flex-wrap gap-x-3 font-normal text-ink-muted sm:hidden">
      {resultParts(results).map((part) => (
        <span key={part} className="whitespace-nowrap">
          {part}
        </span>
      ))}
    </span>
  );
}
