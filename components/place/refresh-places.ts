import type { QueryClient } from "@tanstack/react-query";
import type { Place } from "#lib/mailboxes/queries.ts";

/** Brings every view of places up to date, after one has come or gone: domains and connections count their mailboxes. */
export function refreshPlaces(client: QueryClient, place: Place): Promise<unknown> {
  const keys = [place, "domains", "connections", "email-health", "command-center", "palette"];
  return Promise.all([...new Set(keys)].map((key) => client.invalidateQueries({ queryKey: [key] })));
}
