"use client";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import type { ApiError } from "#lib/query/api-error.ts";
import { useUrlState } from "./use-url-state.ts";
import { wayOnFrom } from "./wrong-address.ts";

type RefusedViewProps = { title: string; error: ApiError; onRetry: () => void; retrying: boolean };

/** What was asked for is refused: what is wrong with it, and the way on where the page's URL asked for it. */
export function RefusedView({ title, error, onRetry, retrying }: RefusedViewProps) {
  const [params, setParams] = useUrlState();
  const wayOn = wayOnFrom(error.errors, params);
  if (!wayOn) return <ErrorState title={title} detail={error.message} onRetry={onRetry} retrying={retrying} />;
  const action = (
    <Button className="mt-2" onClick={() => setParams(wayOn.patch)}>
      {wayOn.label}
    </Button>
  );
  return <ErrorState title={title} detail={wayOn.detail} action={action} />;
}
