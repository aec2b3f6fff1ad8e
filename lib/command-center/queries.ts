import { fetchJson } from "#lib/query/fetch-json.ts";
import type { CommandCenter } from "./contract.ts";
import type { Attention } from "./contract-attention.ts";

export const COMMAND_CENTER_POLL_MS = 20_000;

export const commandCenterQuery = {
  queryKey: ["command-center"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => fetchJson<CommandCenter>("/api/command-center", { signal }),
  refetchInterval: COMMAND_CENTER_POLL_MS,
};

/** What every page shows around itself. Begins with the overview's key: what makes that anew makes this anew. */
export const attentionQuery = {
  queryKey: ["command-center", "attention"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => fetchJson<Attention>("/api/command-center/attention", { signal }),
  refetchInterval: COMMAND_CENTER_POLL_MS,
};
