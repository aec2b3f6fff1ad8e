"use client";
import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { type ReactNode, useId } from "react";

type RadioOption<V extends string> = { value: V; label: ReactNode; hint?: ReactNode; disabled?: boolean };

type RadioFieldProps<V extends string> = {
  label: ReactNode;
  options: readonly RadioOption<V>[];
  value: V;
  onValueChange: (value: V) => void;
  name?: string;
  disabled?: boolean;
  /** Beside each other where there is room. */
  inline?: boolean;
};

/** One of a few that are all in sight. Arrow keys move the choice, Tab leaves the group. */
export function RadioField<V extends string>({ label, options, inline, onValueChange, ...group }: RadioFieldProps<V>) {
  const id = useId();
  return (
    <div className="min-w-0">
      <p id={id} className="font-medium">
        {label}
      </p>
      <RadioGroup
        {...group}
        onValueChange={(value) => onValueChange(value as V)}
        aria-labelledby={id}
        className={inline ? "mt-1 flex flex-wrap gap-x-5 gap-y-1" : "mt-1 flex flex-col gap-1"}
      >
        {options.map((option) => (
          <Option key={option.value} {...option} />
        ))}
      </RadioGroup>
    </div>
  );
}

function Option({ value, label, hint, disabled }: RadioOption<string>) {
  const id = useId();
  return (
    <div className="flex items-start gap-1.5">
      <Radio.Root
        id={id}
        value={value}
        disabled={disabled}
        aria-labelledby={`${id}-label`}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="group inline-flex size-6 shrink-0 cursor-pointer items-center justify-center rounded-full data-disabled:cursor-not-allowed data-disabled:opacity-60"
      >
        <span className="flex size-4.5 items-center justify-center rounded-full border border-line-strong bg-surface group-data-checked:border-accent">
          <Radio.Indicator className="size-2.5 rounded-full bg-accent" />
        </span>
      </Radio.Root>
      <div className="min-w-0 pt-0.5">
        <label id={`${id}-label`} htmlFor={id} className={disabled ? "text-ink-muted" : "cursor-pointer"}>
          {label}
        </label>
        {hint ? (
          <p id={`${id}-hint`} className="text-sm text-ink-muted">
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  );
}
