"use client";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";

type EditConflictProps = {
  /** What was edited, as in "this campaign". */
  what: string;
  /** The fields that differ; long texts are left out where only the name says enough. */
  rows: readonly { label: string; stored: string; mine: string }[];
  onSaveMine: () => void;
  onTakeStored: () => void;
};

/** Somebody saved in between: what is stored now against what is in the form, and the two ways on. */
export function EditConflict({ what, rows, onSaveMine, onTakeStored }: EditConflictProps) {
  return (
    <Banner tone="warn" role="alert">
      <p className="font-medium">Somebody changed {what} while you were editing.</p>
      <ul className="mt-1 list-disc pl-5 wrap-anywhere">
        {rows.map(({ label, stored, mine }) => (
          <li key={label}>
            {label}: stored now {stored}, in your form {mine}
          </li>
        ))}
      </ul>
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
