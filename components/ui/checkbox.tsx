"use client";
import { Checkbox as BaseCheckbox } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";

export type CheckboxProps = {
  id?: string;
  name?: string;
  checked: boolean;
  /** Some but not all of what it stands for: shown as a dash, read out as "mixed". */
  indeterminate?: boolean;
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
  "aria-label"?: string;
  "aria-labelledby"?: string;
  "aria-describedby"?: string;
};

/** A tick box without words, for rows of tables; its place around it is 24 px wide. Space ticks it. */
export function Checkbox(props: CheckboxProps) {
  return (
    <BaseCheckbox.Root
      {...props}
      className="group inline-flex size-6 shrink-0 cursor-pointer items-center justify-center rounded-sm data-disabled:cursor-not-allowed data-disabled:opacity-60"
    >
      <span className="flex size-4.5 items-center justify-center rounded-sm border border-line-strong bg-surface text-on-accent group-data-checked:border-accent group-data-checked:bg-accent group-data-indeterminate:border-accent group-data-indeterminate:bg-accent">
        <BaseCheckbox.Indicator>
          {props.indeterminate ? (
            <Minus aria-hidden="true" className="size-3.5" strokeWidth={3} />
          ) : (
            <Check aria-hidden="true" className="size-3.5" strokeWidth={3} />
          )}
        </BaseCheckbox.Indicator>
      </span>
    </BaseCheckbox.Root>
  );
}
