"use client";
import { Columns3 } from "lucide-react";
import { useId, useState } from "react";
import { useUrlState } from "#components/query/use-url-state.ts";
import { Button } from "#components/ui/button.tsx";

type ColumnChooserProps = {
  /** all there are, in the table's own order */
  columns: readonly { key: string; label: string }[];
  shown: readonly string[];
  /** the choice as the URL keeps it; null for the usual columns */
  textOf: (keys: readonly string[]) => string | null;
};

/** Which columns a table shows; the choice is in the URL. */
export function ColumnChooser({ columns, shown, textOf }: ColumnChooserProps) {
  const panel = useId();
  const [isOpen, setOpen] = useState(false);
  const [, setParams] = useUrlState();
  const toggle = (key: string, isOn: boolean) => {
    const next = isOn ? [...shown, key] : shown.filter((one) => one !== key);
    if (next.length > 0) setParams({ cols: textOf(next) }, "replace");
  };
  return (
    <div className="contents">
      <Button
        aria-expanded={isOpen}
        aria-controls={isOpen ? panel : undefined}
        onClick={() => setOpen(!isOpen)}
        icon={<Columns3 aria-hidden="true" className="size-4" />}
      >
        Columns
      </Button>
      {isOpen ? (
        <fieldset id={panel} aria-label="Columns" className="flex basis-full flex-wrap gap-x-4 gap-y-1">
          {columns.map(({ key, label }) => (
            <label key={key} className="inline-flex min-h-7 items-center gap-2">
              <input
                type="checkbox"
                className="size-4 accent-accent"
                checked={shown.includes(key)}
                disabled={shown.length === 1 && shown.includes(key)}
                onChange={(event) => toggle(key, event.target.checked)}
              />
              {label}
            </label>
          ))}
        </fieldset>
      ) : null}
    </div>
  );
}
