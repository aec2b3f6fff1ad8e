"use client";
import type { UseQueryResult } from "@tanstack/react-query";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { ApiError } from "#lib/query/api-error.ts";
import { loginPath } from "#lib/shared/return-path.ts";
import { RefusedView } from "./refused-view.tsx";

type QueryViewProps<T> = {
  query: UseQueryResult<T>;
  /** What could not be loaded, as in "The domains". */
  what: string;
  skeleton: ReactNode;
  children: (data: T) => ReactNode;
};

/** The four states of a view: loading, failed, shown, and shown although the last refresh failed. */
export function QueryView<T>({ query, what, skeleton, children }: QueryViewProps<T>) {
  if (query.data !== undefined) {
    return (
      <>
        {query.isRefetchError ? <StaleBanner what={what} query={query} /> : null}
        {children(query.data)}
      </>
    );
  }
  if (query.fetchStatus === "paused") {
    return <ErrorState title="You are offline" detail={`${what} will load when the connection is back.`} />;
  }
  // A query without data forgets its error when it asks again: the skeleton would come and go for as long as a failure lasts.
  const hasFailed = query.isError || query.errorUpdateCount > 0;
  if (!hasFailed) return skeleton;
  const { error } = query;
  if (isSignedOut(error)) return <SignedOut />;
  const shared = {
    title: `${what} could not be loaded`,
    onRetry: () => void query.refetch(),
    retrying: query.isFetching,
  };
  if (error instanceof ApiError && error.code === "validation_failed") return <RefusedView {...shared} error={error} />;
  return (
    <ErrorState
      {...shared}
      detail={error?.message ?? "Trying again."}
      requestId={error instanceof ApiError ? error.requestId : null}
    />
  );
}

function StaleBanner<T>({ what, query }: { what: string; query: UseQueryResult<T> }) {
  return (
    <Banner
      tone="warn"
      role="status"
      className="m-3"
      actions={
        isSignedOut(query.error) ? (
          <SignInLink />
        ) : (
          <Button size="sm" onClick={() => void query.refetch()} busy={query.isFetching}>
            Try again
          </Button>
        )
      }
    >
      {what} could not be refreshed; this is the last known state. {query.error?.message}
    </Banner>
  );
}

function SignedOut() {
  return (
    <div role="alert" className="flex flex-col items-center gap-2 px-4 py-10 text-center">
      <p className="font-medium">Your session has ended</p>
      <SignInLink />
    </div>
  );
}

/** Leads to the login page and from there back to here. */
function SignInLink() {
  const pathname = usePathname();
  const search = useSearchParams().toString();
  return (
    <Link href={loginPath(search === "" ? pathname : `${pathname}?${search}`)} className="text-accent underline">
      Sign in again
    </Link>
  );
}

function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}
