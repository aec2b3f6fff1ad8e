import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import type { MissedChange } from "#lib/audit/contract.ts";
import { MissedChanges } from "./missed-changes.tsx";

/** A field that both changed, to different values. */
export type ContestedField = { label: string; stored: string; mine: string };

type MissedConflictProps = {
  /** what was edited, as in "This mailbox" */
  what: string;
  changes: readonly MissedChange[];
  linesOf: (change: MissedChange) => readonly string[];
  contested: readonly ContestedField[];
  onSaveMine: () => void;
  onTakeStored: () => void;
};

/** Somebody saved in between: who, when and what, and the two ways on. Fields that only one of the two changed stay changed. */
export function MissedConflict({ what, changes, linesOf, contested, ...ways }: MissedConflictProps) {
  return (
    <Banner tone="warn" role="alert">
      <p className="font-medium">{what} changed while you were editing. Nothing of yours is saved yet.</p>
      <MissedChanges changes={changes} linesOf={linesOf} />
      {contested.length === 0 ? (
        <p className="mt-3">You changed other fields, so you can save yours as well.</p>
      ) : (
        <ul className="mt-3 list-disc pl-5 wrap-anywhere">
          {contested.map(({ label, stored, mine }) => (
            <li key={label}>
              {label}: stored now {stored}, in your form {mine}
            </li>
          ))}
        </ul>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button size="sm" variant="primary" onClick={ways.onSaveMine}>
          Save mine
        </Button>
        <Button size="sm" onClick={ways.onTakeStored}>
          Discard my changes
        </Button>
      </div>
    </Banner>
  );
}
