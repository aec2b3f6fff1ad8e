"use client";
import { Trash2 } from "lucide-react";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { NumberInput } from "#components/ui/number-input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { TemplateView } from "#lib/templates/contract.ts";
import type { StepDraft } from "./campaign-draft.ts";

type StepRowProps = {
  /** 0 for step 1 */
  place: number;
  step: StepDraft;
  templates: readonly TemplateView[];
  disabled: boolean;
  errorOf: (field: "delay_hours" | "template_id") => string | undefined;
  onChange: (patch: Partial<StepDraft>) => void;
  onRemove: (() => void) | null;
};

/** One step: how long after the one before, and who writes it. */
export function StepRow({ place, step, templates, disabled, errorOf, onChange, onRemove }: StepRowProps) {
  const number = place + 1;
  return (
    <li className="rounded-md border border-line p-3">
      <fieldset disabled={disabled} className="flex flex-col gap-3">
        <legend className="float-left flex w-full items-center justify-between gap-2 font-medium">
          Step {number}
          {onRemove && !disabled ? (
            <IconButton
              size="sm"
              label={`Remove step ${number}`}
              icon={<Trash2 aria-hidden="true" className="size-4" />}
              onClick={onRemove}
            />
          ) : null}
        </legend>
        <div className="grid gap-3 sm:grid-cols-2">
          {place === 0 ? (
            <p className="text-ink-muted">Goes out as soon as the prospect is due.</p>
          ) : (
            <Field label="Delay" hint="Empty: the delay of the settings." error={errorOf("delay_hours")}>
              {(control) => (
                <NumberInput
                  {...control}
                  value={step.delay}
                  unit="hours"
                  onValueChange={(delay) => onChange({ delay })}
                />
              )}
            </Field>
          )}
          <Field label="Template" error={errorOf("template_id")}>
            {(control) => (
              <Select
                {...control}
                options={optionsOf(templates, step.templateId)}
                value={step.templateId}
                onValueChange={(templateId) => onChange({ templateId })}
              />
            )}
          </Field>
        </div>
      </fieldset>
    </li>
  );
}

/** Templates in use, and the chosen one even when it is not. */
function optionsOf(templates: readonly TemplateView[], chosen: string) {
  const offered = templates.filter(({ id, archived_at }) => archived_at === null || id === chosen);
  const options = offered.map(({ id, name, archived_at }) => ({
    value: id,
    label: archived_at ? `${name} (archived)` : name,
  }));
  const isKnown = chosen === "" || options.some(({ value }) => value === chosen);
  return [
    { value: "", label: "Written by the engine" },
    ...options,
    ...(isKnown ? [] : [{ value: chosen, label: "The chosen template" }]),
  ];
}
