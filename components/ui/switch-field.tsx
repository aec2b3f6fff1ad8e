"use client";
import { type ReactNode, useId } from "react";
import { FieldError } from "./field-error.tsx";
import { Switch } from "./switch.tsx";

type SwitchFieldProps = {
  label: string;
  hint?: ReactNode;
  error?: string;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
};

/** A switch with its label and explanation beside it. */
export function SwitchField({ label, hint, error, checked, onCheckedChange, disabled }: SwitchFieldProps) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="min-w-0">
        <span id={`${id}-label`} className="font-medium">
          {label}
        </span>
        <div id={`${id}-hint`} className="text-sm text-ink-muted">
          {hint}
          {error ? <FieldError message={error} /> : null}
        </div>
      </div>
      <Switch
        checked={checked}
        onCheckedChange={onCheckedChange}
        disabled={disabled}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-hint`}
      />
    </div>
  );
}
