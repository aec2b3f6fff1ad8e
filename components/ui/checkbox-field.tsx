"use client";
import { type ReactNode, useId } from "react";
import { Checkbox, type CheckboxProps } from "./checkbox.tsx";

type CheckboxFieldProps = Omit<CheckboxProps, "id" | "aria-label" | "aria-labelledby" | "aria-describedby"> & {
  label: ReactNode;
  hint?: ReactNode;
};

/** A tick box with its words beside it; a press on the words ticks it as well. */
export function CheckboxField({ label, hint, ...box }: CheckboxFieldProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-1.5">
      <Checkbox {...box} id={id} aria-labelledby={`${id}-label`} aria-describedby={hint ? `${id}-hint` : undefined} />
      <div className="min-w-0 pt-0.5">
        <label id={`${id}-label`} htmlFor={id} className={box.disabled ? "text-ink-muted" : "cursor-pointer"}>
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
