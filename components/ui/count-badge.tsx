import clsx from "clsx";
import { formatCount } from "#lib/format/number.ts";

type CountBadgeProps = {
  count: number;
  /** Read after the number, as in "open". */
  label: string;
  isGrave?: boolean;
  className?: string;
};

/** A number beside the name of what is counted; nothing for none. */
export function CountBadge({ count, label, isGrave = false, className }: CountBadgeProps) {
  if (count === 0) return null;
  return (
    <span
      title={`${formatCount(count)} ${label}`}
      className={clsx(
        "min-w-6 rounded-full px-1.5 py-0.5 text-center text-xs font-semibold",
        isGrave ? "bg-bad-soft text-bad" : "bg-sunken text-ink-muted",
        className,
      )}
    >
      {count > 999 ? "999+" : count}
      <span className="sr-only"> {label}</span>
    </span>
  );
}
