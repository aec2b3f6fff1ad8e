import { Progress as BaseProgress } from "@base-ui/react/progress";
import clsx from "clsx";
import { TONE_FILL, type Tone } from "./tone.ts";

type ProgressProps = {
  /** How much is done; null while nobody can tell. */
  value: number | null;
  max?: number;
  /** What is under way, for those who cannot see the bar. */
  label: string;
  /** The value in words, as in "1,200 of 5,000 rows"; shown by the caller beside the bar. */
  valueText?: string;
  tone?: Tone;
  className?: string;
};

/** How far something has come. A share of a limit is a Meter. */
export function Progress({ value, max = 100, label, valueText, tone = "info", className }: ProgressProps) {
  const known = value === null || max <= 0 ? null : Math.min(max, Math.max(0, value));
  return (
    <BaseProgress.Root
      value={known}
      max={max > 0 ? max : 100}
      aria-label={label}
      aria-valuetext={valueText}
      className={clsx("w-full", className)}
    >
      <BaseProgress.Track className="block h-2 overflow-hidden rounded-full bg-sunken">
        <BaseProgress.Indicator
          className={clsx(
            "block h-full rounded-full transition-[width] data-indeterminate:w-1/3 data-indeterminate:animate-sweep",
            TONE_FILL[tone],
          )}
        />
      </BaseProgress.Track>
    </BaseProgress.Root>
  );
}
