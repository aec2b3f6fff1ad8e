import { fetchJson } from "#lib/query/fetch-json.ts";
import type { MessageView } from "./contract-message.ts";

export function messageQuery(id: string) {
  return {
    queryKey: ["message", id] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      fetchJson<MessageView>(`/api/sends/${encodeURIComponent(id)}/message`, { signal }),
  };
}
