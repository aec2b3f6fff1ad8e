import clsx from "clsx";
import { TONE_FILL, type Tone } from "./tone.ts";

type MeterProps = {
  value: number;
  max: number;
  /** What is measured, for those who cannot see the bar. */
  label: string;
  /** The value in words; shown by the caller beside the bar. */
  valueText: string;
  tone?: Tone;
  className?: string;
};

/** Share of a limit as a bar. */
export function Meter({ value, max, label, valueText, tone = "info", className }: MeterProps) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: browsers draw <meter> in colours of their own
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.min(value, max)}
      aria-valuetext={valueText}
      className={clsx("h-1.5 w-full overflow-hidden rounded-full bg-sunken", className)}
    >
      <div className={clsx("h-full rounded-full", TONE_FILL[tone])} style={{ width: `${share * 100}%` }} />
    </div>
  );
}
