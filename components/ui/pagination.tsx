import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "./button.tsx";

type PaginationProps = {
  summary: string;
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
  busy?: boolean;
};

/** Back and forth through a list that is read page by page. */
export function Pagination({ summary, onPrevious, onNext, busy = false }: PaginationProps) {
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
      <p className="text-ink-muted" aria-live="polite">
        {summary}
      </p>
      <div className="flex gap-2">
        <Button
          size="sm"
          disabled={!onPrevious}
          onClick={() => onPrevious?.()}
          icon={<ChevronLeft aria-hidden="true" className="size-4" />}
        >
          Previous
        </Button>
        <Button size="sm" disabled={!onNext} busy={busy} onClick={() => onNext?.()}>
          Next
          <ChevronRight aria-hidden="true" className="size-4" />
        </Button>
      </div>
    </nav>
  );
}
