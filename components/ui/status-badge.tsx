import clsx from "clsx";
import type { ReactNode } from "react";
import { TONE_SOFT, type Tone } from "./tone.ts";
import { ToneIcon } from "./tone-icon.tsx";

type StatusBadgeProps = {
  tone: Tone;
  children: ReactNode;
  /** Replaces the tone's own icon. */
  icon?: ReactNode;
  title?: string;
};

/** State as colour, icon and text together. */
export function StatusBadge({ tone, children, icon, title }: StatusBadgeProps) {
  return (
    <span
      title={title}
      className={clsx(
        "inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap",
        TONE_SOFT[tone],
      )}
    >
      {icon ?? <ToneIcon tone={tone} />}
      {children}
    </span>
  );
}
