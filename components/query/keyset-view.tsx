"use client";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { KeysetNav } from "#components/ui/pagination.tsx";
import { formatPlural } from "#lib/format/number.ts";
import { QueryView } from "./query-view.tsx";
import { useKeyset } from "./use-keyset.ts";

type KeysetPage = { items: readonly unknown[]; next_cursor: string | null };

type KeysetViewProps<Page> = {
  query: UseQueryResult<Page>;
  /** What could not be loaded, as in "The audit log". */
  what: string;
  skeleton: ReactNode;
  /** What is said when there is nothing, and what to do about it. */
  empty: ReactNode;
  /** one of the items, as in "message" */
  unit: string;
  /** as in "newest first" */
  order?: string;
  children: (page: Page) => ReactNode;
};

/** A list that is read page by page: the states of its query, its rows or that there are none, and the way through its pages. */
export function KeysetView<Page extends KeysetPage>({
  query,
  empty,
  unit,
  order,
  children,
  ...view
}: KeysetViewProps<Page>) {
  const { cursor, goFirst, goNext } = useKeyset();
  return (
    <QueryView query={query} {...view}>
      {(page) =>
        page.items.length === 0 && cursor === null ? (
          empty
        ) : (
          <>
            {children(page)}
            <KeysetNav
              summary={`${formatPlural(page.items.length, unit)} on this page${order ? `, ${order}` : ""}`}
              onFirst={cursor ? goFirst : null}
              onNext={page.next_cursor ? () => goNext(page.next_cursor ?? "") : null}
              busy={query.isPlaceholderData}
            />
          </>
        )
      }
    </QueryView>
  );
}
