import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { controlClass } from "./control-class.ts";

type SelectOption = { value: string; label: string };

type SelectProps = Omit<ComponentProps<"select">, "onChange"> & {
  options: readonly SelectOption[];
  onValueChange?: (value: string) => void;
};

/** The platform's own select: right on phones and with every assistive technology, and no script. */
export function Select({ options, onValueChange, className, ...rest }: SelectProps) {
  return (
    <span className={clsx("relative block min-w-0", className)}>
      <select
        {...rest}
        onChange={onValueChange ? (event) => onValueChange(event.target.value) : undefined}
        className={controlClass("appearance-none truncate pr-8")}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-muted"
      />
    </span>
  );
}
