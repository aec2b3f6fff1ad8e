import type { QueryClient } from "@tanstack/react-query";
import { isServerAway, type Readiness, readinessQuery } from "#lib/query/readiness.ts";

/**
 * Asks again whether the server is there as soon as anything was answered, and, once it is, for everything that failed meanwhile. Returns
 * what ends the watch.
 */
export function watchRecovery(client: QueryClient): () => void {
  const { queryKey } = readinessQuery;
  const isAway = () => isServerAway(client.getQueryData<Readiness>(queryKey));
  let wasAway = isAway();
  return client.getQueryCache().subscribe((event) => {
    if (event.type !== "updated" || event.action.type !== "success") return;
    if (event.query.queryKey[0] !== queryKey[0]) {
      if (isAway()) void client.refetchQueries({ queryKey }, { cancelRefetch: false });
      return;
    }
    const isBack = wasAway && !isAway();
    wasAway = isAway();
    if (isBack) void client.refetchQueries({ type: "active", predicate: ({ state }) => state.status === "error" });
  });
}
