import clsx from "clsx";
import type { ReactNode } from "react";
import { TONE_SOFT, type Tone } from "./tone.ts";
import { ToneIcon } from "./tone-icon.tsx";

type BannerProps = {
  tone: Tone;
  children: ReactNode;
  actions?: ReactNode;
  role?: "status" | "alert";
  /** What does not fit on two lines is cut off: the actions lead to the whole of it. */
  isBrief?: boolean;
  className?: string;
};

/** A notice across its container. */
export function Banner({ tone, children, actions, role, isBrief = false, className }: BannerProps) {
  return (
    <div
      role={role}
      className={clsx(
        "flex items-center gap-x-3 gap-y-2 rounded-md px-3 py-2",
        !isBrief && "flex-wrap",
        TONE_SOFT[tone],
        className,
      )}
    >
      <ToneIcon tone={tone} className="size-4 shrink-0" />
      <div className={clsx("min-w-0 flex-1", isBrief ? "line-clamp-2" : "basis-48")}>{children}</div>
      {actions}
    </div>
  );
}
