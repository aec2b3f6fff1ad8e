import { fetchJson } from "#lib/query/fetch-json.ts";
import type { CommandCenter } from "./contract.ts";

export const COMMAND_CENTER_POLL_MS = 20_000;

export const commandCenterQuery = {
  queryKey: ["command-center"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => fetchJson<CommandCenter>("/api/command-center", { signal }),
  refetchInterval: COMMAND_CENTER_POLL_MS,
};
