"use client";
import { Button } from "#components/ui/button.tsx";

type ChoiceRowProps<T extends string> = {
  label: string;
  choices: readonly { value: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
};

/** A few choices side by side, one of them taken. */
export function ChoiceRow<T extends string>({ label, choices, value, onChange }: ChoiceRowProps<T>) {
  return (
    <fieldset aria-label={label} className="flex flex-wrap gap-1">
      {choices.map((choice) => (
        <Button
          key={choice.value}
          size="sm"
          variant={choice.value === value ? "primary" : "secondary"}
          aria-pressed={choice.value === value}
          onClick={() => onChange(choice.value)}
        >
          {choice.label}
        </Button>
      ))}
    </fieldset>
  );
}
