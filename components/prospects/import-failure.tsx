import { Banner } from "#components/ui/banner.tsx";
import { ApiError } from "#lib/query/api-error.ts";

/** What the server says against the file itself. */
export function refusalOf(error: Error | null): string | undefined {
  return error instanceof ApiError ? error.fieldMessage("file") : undefined;
}

/** Everything else that went wrong. */
export function ImportFailure({ error }: { error: Error | null }) {
  if (!error || refusalOf(error)) return null;
  return (
    <Banner tone="bad" role="alert">
      {error.message}
    </Banner>
  );
}
