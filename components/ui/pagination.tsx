import { ChevronRight, ChevronsLeft } from "lucide-react";
import { Button } from "./button.tsx";

type KeysetNavProps = {
  summary: string;
  /** null on the first page. */
  onFirst: (() => void) | null;
  /** null on the last page. */
  onNext: (() => void) | null;
  busy?: boolean;
};

/** Through a list that is read page by page from a cursor; the browser's Back goes to the page before. */
export function KeysetNav({ summary, onFirst, onNext, busy = false }: KeysetNavProps) {
  return (
    <nav
      aria-label="Pages"
      className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-4 py-3"
    >
      <p className="text-ink-muted" aria-live="polite">
        {summary}
      </p>
      {onFirst || onNext ? (
        <div className="flex gap-2">
          <Button
            size="sm"
            disabled={!onFirst}
            onClick={() => onFirst?.()}
            icon={<ChevronsLeft aria-hidden="true" className="size-4" />}
          >
            First page
          </Button>
          <Button size="sm" disabled={!onNext} busy={busy} onClick={() => onNext?.()}>
            Next
            <ChevronRight aria-hidden="true" className="size-4" />
          </Button>
        </div>
      ) : null}
    </nav>
  );
}

type PageNavProps = { summary: string; page: number; pages: number; onPage: (page: number) => void };

/** Through rows that are all here already. */
export function PageNav({ summary, page, pages, onPage }: PageNavProps) {
  return (
    <nav
      aria-label="Pages"
      className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-4 py-3"
    >
      <p className="text-ink-muted" aria-live="polite">
        {summary}
      </p>
      {pages > 1 ? (
        <div className="flex items-center gap-2">
          <Button size="sm" disabled={page <= 1} onClick={() => onPage(page - 1)}>
            Previous
          </Button>
          <span>
            {page} of {pages}
          </span>
          <Button size="sm" disabled={page >= pages} onClick={() => onPage(page + 1)}>
            Next
          </Button>
        </div>
      ) : null}
    </nav>
  );
}
