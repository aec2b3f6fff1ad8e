"use client";
import { ErrorState } from "#components/ui/error-state.tsx";

type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

/** Last resort for an error while rendering; its message stays on the server. */
export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <ErrorState
        title="This page could not be shown"
        detail="Something went wrong while loading it. Try again."
        requestId={error.digest}
        onRetry={retry}
      />
    </main>
  );
}
