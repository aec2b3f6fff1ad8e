import { fetchJson } from "#lib/query/fetch-json.ts";
import type { SettingsPatch, VersionedSettings } from "./contract.ts";

export const settingsQuery = {
  queryKey: ["settings"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => fetchJson<VersionedSettings>("/api/config", { signal }),
};

/**
 * Saves the changed settings.
 * @throws ApiError 400 with the refused fields, 409 with the value that is stored now
 */
export function patchSettings(patch: SettingsPatch): Promise<VersionedSettings> {
  return fetchJson<VersionedSettings>("/api/config", { method: "PATCH", body: patch });
}
