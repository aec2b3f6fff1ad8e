import { fetchJson } from "#lib/query/fetch-json.ts";
import { withQuery } from "#lib/query/query-string.ts";
import type { QuarantinedItem } from "./contract-quarantine.ts";

export function quarantineQuery(cursor: string | null) {
  return {
    queryKey: ["quarantine", cursor] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      fetchJson<{ items: QuarantinedItem[]; next_cursor: string | null }>(
        withQuery("/api/webhooks/quarantine", { cursor, limit: 20 }),
        { signal },
      ),
  };
}
