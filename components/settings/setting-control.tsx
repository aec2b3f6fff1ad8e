"use client";
import { useMemo } from "react";
import { Combobox } from "#components/ui/combobox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { NumberInput } from "#components/ui/number-input.tsx";
import { Select } from "#components/ui/select.tsx";
import { SwitchField } from "#components/ui/switch-field.tsx";
import { DaysField } from "./days-field.tsx";
import type { DraftValue, SettingField } from "./setting-field.ts";

type SettingControlProps = {
  field: SettingField;
  value: DraftValue;
  error?: string;
  disabled: boolean;
  onChange: (value: DraftValue) => void;
};

const zoneNames = Intl.supportedValuesOf("timeZone");

/** Zones to choose from; an old name that is stored is one of them. */
function zonesWith(stored: string) {
  const names = stored === "" || zoneNames.includes(stored) ? zoneNames : [stored, ...zoneNames];
  return names.map((zone) => ({ value: zone, label: zone }));
}

/** The control that fits a setting's kind. */
export function SettingControl({ field, value, error, disabled, onChange }: SettingControlProps) {
  const zone = field.kind === "zone" ? String(value) : null;
  const zones = useMemo(() => (zone === null ? [] : zonesWith(zone)), [zone]);
  if (field.kind === "switch") {
    return (
      <SwitchField
        label={field.label}
        hint={field.hint}
        error={error}
        checked={value === true}
        onCheckedChange={onChange}
        disabled={disabled}
      />
    );
  }
  const text = String(value);
  if (field.kind === "days") {
    const { label, hint } = field;
    return <DaysField label={label} hint={hint} error={error} value={text} disabled={disabled} onChange={onChange} />;
  }
  return (
    <Field label={field.label} hint={field.hint} error={error}>
      {(control) => {
        const shared = { ...control, name: field.name, disabled };
        if (field.kind === "choice") {
          return (
            <Select {...shared} value={text} options={field.options} onValueChange={onChange} className="max-w-md" />
          );
        }
        if (field.kind === "zone") {
          return (
            <div className="max-w-xs">
              <Combobox
                {...control}
                disabled={disabled}
                options={zones}
                value={text}
                onValueChange={(zone) => onChange(zone ?? "")}
                placeholder="Find a city"
              />
            </div>
          );
        }
        if (field.kind !== "text") {
          return <NumberInput {...shared} value={text} onValueChange={onChange} unit={field.unit} />;
        }
        if (field.multiline) {
          return (
            <Textarea
              {...shared}
              value={text}
              onChange={(event) => onChange(event.target.value)}
              className="max-w-md"
            />
          );
        }
        return (
          <Input
            {...shared}
            value={text}
            placeholder={field.placeholder}
            onChange={(event) => onChange(event.target.value)}
            className="max-w-xs"
          />
        );
      }}
    </Field>
  );
}
