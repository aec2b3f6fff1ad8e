import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { OpenWork } from "./open-work.ts";

/** List items of what waits for a person, each a link to just that. */
export function OpenWorkItems({ work }: { work: readonly OpenWork[] }) {
  return work.map(({ key, title, detail, todo, href }) => (
    <li key={key}>
      <Link
        href={href}
        prefetch={false}
        className="relative flex flex-col items-start gap-x-3 gap-y-1.5 py-3 pr-11 pl-4 hover:bg-sunken focus-visible:-outline-offset-2 sm:flex-row"
      >
        <StatusBadge tone="info">To do</StatusBadge>
        <span className="min-w-0 flex-1">
          <span className="block font-medium wrap-anywhere">{title}</span>
          <span className="block text-ink-muted wrap-anywhere">{detail}</span>
          <span className="mt-1 block wrap-anywhere">{todo}</span>
        </span>
        <ChevronRight aria-hidden="true" className="absolute top-3.5 right-4 size-4 text-ink-muted" />
      </Link>
    </li>
  ));
}
