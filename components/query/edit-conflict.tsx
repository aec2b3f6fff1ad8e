"use client";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { type ToldChange, ToldChanges } from "./told-changes.tsx";

type EditConflictProps = {
  /** What was edited, as in "this campaign". */
  what: string;
  /** Who changed what since it was opened, newest first. */
  changes: readonly ToldChange[];
  /** The fields that differ; long texts are left out where only the name says enough. */
  rows: readonly { label: string; stored: string; mine: string }[];
  onSaveMine: () => void;
  onTakeStored: () => void;
};

/** Somebody saved in between: who, when and what, what is stored now against what is in the form, and the two ways on. */
export function EditConflict({ what, changes, rows, onSaveMine, onTakeStored }: EditConflictProps) {
  return (
    <Banner tone="warn" role="alert">
      <p className="font-medium">
        {changes[0]?.by ?? "Somebody"} changed {what} while you were editing. Nothing of yours is saved yet.
      </p>
      <ToldChanges changes={changes} />
      {rows.length > 0 ? (
        <>
          <p className="mt-2">Saving yours replaces what differs:</p>
          <ul className="list-disc pl-5 wrap-anywhere">
            {rows.map(({ label, stored, mine }) => (
              <li key={label}>
                {label}: stored now {stored}, in your form {mine}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" onClick={onSaveMine}>
          Save mine
        </Button>
        <Button size="sm" onClick={onTakeStored}>
          Discard my changes
        </Button>
      </div>
    </Banner>
  );
}
