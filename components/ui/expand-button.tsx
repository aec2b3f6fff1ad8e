import clsx from "clsx";
import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

type ExpandButtonProps = {
  expanded: boolean;
  onToggle: () => void /** id of what it opens, where that is one thing */;
  controls?: string;
  children: ReactNode;
};

/** The first cell of a row that opens to its details. */
export function ExpandButton({ expanded, onToggle, controls, children }: ExpandButtonProps) {
  return (
    <button
      type="button"
      aria-expanded={expanded}
      aria-controls={expanded ? controls : undefined}
      onClick={onToggle}
      className="inline-flex min-h-6 items-center gap-1.5 rounded text-left hover:text-accent"
    >
      <ChevronRight
        aria-hidden="true"
        className={clsx("size-3.5 shrink-0 text-ink-muted transition-transform", expanded && "rotate-90")}
      />
      {children}
    </button>
  );
}
