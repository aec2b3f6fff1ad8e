"use client";
import { Columns3 } from "lucide-react";
import { useId, useState } from "react";
import { useUrlState } from "#components/query/use-url-state.ts";
import { Button } from "#components/ui/button.tsx";
import { COLUMNS, columnsOf, columnsText } from "./prospect-columns.tsx";

/** Which columns the table shows; the choice is in the URL. */
export function ColumnChooser() {
  const panel = useId();
  const [isOpen, setOpen] = useState(false);
  const [params, setParams] = useUrlState();
  const shown = columnsOf(params.get("cols")).map(({ key }) => key);
  const toggle = (key: string, isOn: boolean) => {
    const next = isOn ? [...shown, key] : shown.filter((one) => one !== key);
    if (next.length > 0) setParams({ cols: columnsText(next) }, "replace");
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
          {COLUMNS.map(({ key, label }) => (
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
