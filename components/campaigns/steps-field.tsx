"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { RadioField } from "#components/ui/radio-field.tsx";
import { allTemplatesQuery } from "#lib/templates/queries.ts";
import { MOST_STEPS, type StepDraft } from "./campaign-draft.ts";
import { errorOf, type FieldsProps } from "./fields-props.ts";
import { StepRow } from "./step-row.tsx";

const FIRST_STEPS: readonly StepDraft[] = Array.from({ length: 3 }, () => ({ delay: "", templateId: "" }));

/** Steps of the settings, or up to six of the campaign's own. */
export function StepsField({ draft, onChange, errors, disabled }: FieldsProps) {
  const templates = useQuery(allTemplatesQuery);
  const { hasOwnSteps, steps } = draft;
  const setSteps = (next: readonly StepDraft[]) => onChange({ steps: next });
  const error = errors.steps;
  return (
    <div className="flex flex-col gap-4">
      <RadioField
        label="Which steps"
        disabled={disabled}
        value={hasOwnSteps ? "own" : "settings"}
        options={[
          { value: "settings", label: "Steps from Settings", hint: "The engine writes every message." },
          { value: "own", label: "Own steps" },
        ]}
        onValueChange={(which) =>
          onChange({ hasOwnSteps: which === "own", steps: steps.length === 0 ? FIRST_STEPS : steps })
        }
      />
      {hasOwnSteps ? (
        <>
          <ol className="flex flex-col gap-3">
            {steps.map((step, index) => (
              <StepRow
                key={index}
                place={index}
                step={step}
                templates={templates.data ?? []}
                disabled={disabled}
                errorOf={(field) => errorOf(errors, `steps.${index}.${field}`)}
                onChange={(patch) => setSteps(steps.map((old, at) => (at === index ? { ...old, ...patch } : old)))}
                onRemove={steps.length > 1 ? () => setSteps(steps.filter((_, at) => at !== index)) : null}
              />
            ))}
          </ol>
          {error ? <p className="text-bad">{error}</p> : null}
          {templates.isError ? (
            <p className="text-bad">The templates could not be loaded. {templates.error.message}</p>
          ) : null}
          {disabled ? null : (
            <div>
              <Button
                size="sm"
                disabled={steps.length >= MOST_STEPS}
                icon={<Plus aria-hidden="true" className="size-3.5" />}
                onClick={() => setSteps([...steps, { delay: "", templateId: "" }])}
              >
                Add a step
              </Button>
            </div>
          )}
        </>
      ) : null}
    </div>
  );
}
