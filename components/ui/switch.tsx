"use client";
import { Switch as BaseSwitch } from "@base-ui/react/switch";

type SwitchProps = {
  id?: string;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
  "aria-label"?: string;
  "aria-labelledby"?: string;
  "aria-describedby"?: string;
};

/** On or off. The thumb's place says it as well as the colour. */
export function Switch(props: SwitchProps) {
  return (
    <BaseSwitch.Root
      {...props}
      className="inline-flex h-6 w-11 shrink-0 items-center rounded-full border border-line-strong bg-sunken p-0.5 transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:cursor-not-allowed data-disabled:opacity-60"
    >
      <BaseSwitch.Thumb className="block size-4 rounded-full bg-line-strong transition-transform data-checked:translate-x-5.5 data-checked:bg-on-accent" />
    </BaseSwitch.Root>
  );
}
