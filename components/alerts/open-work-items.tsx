import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { ATTENTION_ARROW, ATTENTION_LINE } from "./attention-line.ts";
import type { OpenWork } from "./open-work.ts";

/** List items of what waits for a person, each a link to just that. */
export function OpenWorkItems({ work }: { work: readonly OpenWork[] }) {
  return work.map(({ key, title, detail, todo, href }) => (
    <li key={key}>
      <Link href={href} prefetch={false} className={ATTENTION_LINE}>
        <StatusBadge tone="info">To do</StatusBadge>
        <span className="min-w-0 flex-1">
          <span className="block font-medium wrap-anywhere">{title}</span>
          <span className="block text-ink-muted wrap-anywhere">{detail}</span>
          <span className="mt-1 block wrap-anywhere">{todo}</span>
        </span>
        <ChevronRight aria-hidden="true" className={ATTENTION_ARROW} />
      </Link>
    </li>
  ));
}
