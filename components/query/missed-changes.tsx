import { Time } from "#components/ui/time.tsx";
import type { MissedChange } from "#lib/audit/contract.ts";

type MissedChangesProps = {
  changes: readonly MissedChange[];
  /** what one change did, a line for each field */
  linesOf: (change: MissedChange) => readonly string[];
};

/** Who changed what while something was edited, newest first. */
export function MissedChanges({ changes, linesOf }: MissedChangesProps) {
  if (changes.length === 0) return null;
  return (
    <ul className="mt-2 flex flex-col gap-2">
      {changes.map((change, index) => (
        <li key={index}>
          <p>
            <strong className="font-medium wrap-anywhere">{change.by}</strong>, <Time value={change.at} compact />:
          </p>
          <ul className="list-disc pl-5">
            {linesOf(change).map((line) => (
              <li key={line} className="wrap-anywhere">
                {line}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
