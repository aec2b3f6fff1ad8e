"use client";
import { X } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { formatDay } from "#lib/format/time.ts";
import { type Day, daysIn, daysText, dayTrouble } from "./day-list.ts";

type DaysFieldProps = {
  label: string;
  hint?: string;
  error?: string;
  /** days in the form's spelling */
  value: string;
  disabled: boolean;
  onChange: (value: string) => void;
};

/** A list of named days: each can be taken out, and one more be added. */
export function DaysField({ label, hint, error, value, disabled, onChange }: DaysFieldProps) {
  const days = daysIn(value);
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="font-medium">{label}</legend>
      {hint ? <p className="text-sm text-ink-muted">{hint}</p> : null}
      {days.length === 0 ? (
        <p className="text-ink-muted">None.</p>
      ) : (
        <ul className="flex max-w-md flex-col divide-y divide-line rounded-md border border-line" aria-label={label}>
          {days.map((day) => (
            <li key={day.date} className="flex items-center justify-between gap-3 py-1 pr-1 pl-3">
              <span className="min-w-0 wrap-anywhere">
                <span className="tabular-nums">{formatDay(Date.parse(`${day.date}T00:00:00Z`), "UTC")}</span> {day.name}
              </span>
              {disabled ? null : (
                <IconButton
                  size="sm"
                  label={`Remove ${day.name}`}
                  icon={<X aria-hidden="true" className="size-4" />}
                  onClick={() => onChange(daysText(days.filter(({ date }) => date !== day.date)))}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {error ? (
        <p role="alert" className="text-sm text-bad">
          {error}
        </p>
      ) : null}
      {disabled ? null : <NewDay days={days} onAdd={(day) => onChange(daysText(daysIn(daysText([...days, day]))))} />}
    </fieldset>
  );
}

const EMPTY: Day = { date: "", name: "" };

function NewDay({ days, onAdd }: { days: readonly Day[]; onAdd: (day: Day) => void }) {
  const [draft, setDraft] = useState(EMPTY);
  const [trouble, setTrouble] = useState<string | null>(null);

  function add() {
    const found = dayTrouble(draft, days);
    setTrouble(found);
    if (found) return;
    onAdd({ ...draft, name: draft.name.trim() });
    setDraft(EMPTY);
  }

  return (
    <div className="flex flex-wrap items-end gap-3">
      <Field label="Day" error={trouble ?? undefined}>
        {(control) => (
          <Input
            {...control}
            type="date"
            value={draft.date}
            onChange={(event) => setDraft({ ...draft, date: event.target.value })}
          />
        )}
      </Field>
      <Field label="Name of the day">
        {(control) => (
          <Input
            {...control}
            value={draft.name}
            maxLength={80}
            placeholder="Christmas Eve"
            onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              add();
            }}
          />
        )}
      </Field>
      <Button onClick={add}>Add day</Button>
    </div>
  );
}
