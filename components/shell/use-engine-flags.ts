import { useQuery } from "@tanstack/react-query";
import { attentionQuery } from "#lib/command-center/queries.ts";

/** Whether the engine is on, and whether the kill switch holds it. */
export type EngineFlags = { is_active: boolean; is_paused: boolean };

/** As last read; undefined until it was. While nobody can say what the engine does, it is taken for one that sends: it can be stopped. */
export function useEngineFlags(): EngineFlags | undefined {
  // Counted, since a query without data forgets its error whenever it asks again.
  const { data, errorUpdateCount } = useQuery(attentionQuery);
  return data?.engine ?? (errorUpdateCount > 0 ? { is_active: true, is_paused: false } : undefined);
}
