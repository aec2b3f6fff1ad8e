import clsx from "clsx";
import { sparklinePath } from "#lib/format/sparkline.ts";

type SparklineProps = {
  values: readonly number[];
  /** Says in words what the line shows. */
  label: string;
  min?: number;
  max?: number;
  /** its size; 24 × 96 when left out */
  className?: string;
};

const SIZE = { width: 96, height: 24 };

export function Sparkline({ values, label, min, max, className = "h-6 w-24" }: SparklineProps) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
      className={clsx("text-accent", className)}
    >
      <path d={sparklinePath(values, SIZE, { min, max })} fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
