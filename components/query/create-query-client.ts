import { QueryClient } from "@tanstack/react-query";
import { isTransient } from "#lib/query/api-error.ts";

const MAX_RETRIES = 2;

/** How every query of the console behaves: what is tried again, and that hidden tabs ask for nothing. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < MAX_RETRIES && isTransient(error),
        // Hidden tabs ask for nothing; they catch up when shown again.
        refetchIntervalInBackground: false,
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  });
}
