"use client";
import { useSettled } from "#components/query/use-settled.ts";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { targetsOf } from "./campaign-draft.ts";
import { errorOf, type FieldsProps } from "./fields-props.ts";
import { TargetsPreview } from "./targets-preview.tsx";

const QUIET_MS = 800;

/** Trades and locations, and how many prospects they mean. They are counted once typing rests, not at every key. */
export function TargetsField({ draft, onChange, errors, disabled }: FieldsProps) {
  const trades = useSettled(draft.trades, QUIET_MS);
  const locations = useSettled(draft.locations, QUIET_MS);
  const isBehind = trades !== draft.trades || locations !== draft.locations;
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Trades"
          optional
          hint="One per line, as in your import: hvac, plumbing, roofing. Empty: every trade."
          error={errorOf(errors, "target_trades")}
        >
          {(control) => (
            <Textarea
              {...control}
              rows={5}
              value={draft.trades}
              disabled={disabled}
              onChange={(event) => onChange({ trades: event.target.value })}
            />
          )}
        </Field>
        <Field
          label="Locations"
          optional
          hint="One per line: TX, Austin, “Reno, NV” or 78701. Empty: everywhere."
          error={errorOf(errors, "target_locations")}
        >
          {(control) => (
            <Textarea
              {...control}
              rows={5}
              value={draft.locations}
              disabled={disabled}
              onChange={(event) => onChange({ locations: event.target.value })}
            />
          )}
        </Field>
      </div>
      <TargetsPreview targets={targetsOf({ trades, locations })} isBehind={isBehind} />
    </>
  );
}
