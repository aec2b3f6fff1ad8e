import type { ComponentProps } from "react";
import { controlClass } from "./control-class.ts";

type NumberInputProps = Omit<ComponentProps<"input">, "value" | "onChange" | "type"> & {
  value: string;
  onValueChange: (text: string) => void;
  unit?: string;
};

/** Number as text: nothing is rounded or refused while typing, the form says what is wrong. */
export function NumberInput({ value, onValueChange, unit, className, ...rest }: NumberInputProps) {
  return (
    <span className="flex items-center gap-2">
      <input
        inputMode="decimal"
        autoComplete="off"
        {...rest}
        type="text"
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        className={controlClass(className ?? "max-w-32")}
      />
      {unit ? <span className="text-ink-muted">{unit}</span> : null}
    </span>
  );
}
