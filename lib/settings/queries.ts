import { ApiError } from "#lib/query/api-error.ts";
import { fetchJson } from "#lib/query/fetch-json.ts";
import type { Settings, SettingsPatch, VersionedSettings } from "./contract.ts";
import type { AffectedEffect, AffectedPage } from "./contract-affected.ts";
import type { SettingsPreview } from "./contract-preview.ts";

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

/** What a change would do, by count; saves nothing. @throws ApiError 400 with the refused fields */
export function settingsPreviewQuery(change: Partial<Settings>) {
  return {
    queryKey: ["settings", "preview", change] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      fetchJson<SettingsPreview>("/api/config/preview", { method: "POST", body: change, signal }),
  };
}

const AFFECTED_PAGE = 50;

/** Who is behind one count of the preview of a change, page by page. */
export function affectedQuery(change: Partial<Settings>, effect: AffectedEffect) {
  return {
    queryKey: ["settings", "affected", change, effect] as const,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }: { pageParam: string | undefined; signal: AbortSignal }) =>
      fetchJson<AffectedPage>("/api/config/preview/affected", {
        method: "POST",
        body: { change, effect, cursor, limit: AFFECTED_PAGE },
        signal,
      }),
    getNextPageParam: ({ next_cursor }: AffectedPage) => next_cursor ?? undefined,
  };
}

const MOST_TRIES = 3;

/**
 * Stops all sending, or lets it go on. A stop must not fail because somebody changed another setting in the same moment: it is
 * tried again on what is stored then.
 * @throws ApiError 400 when it goes on without a reason, 403 below operator
 */
export async function switchSending(change: { isStopped: boolean; reason?: string }): Promise<VersionedSettings> {
  const { isStopped: sequencer_paused, reason } = change;
  for (let attempt = 1; ; attempt += 1) {
    const { version } = await fetchJson<VersionedSettings>("/api/config");
    try {
      return await patchSettings({ version, sequencer_paused, ...(reason && { reason }) });
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409 || attempt === MOST_TRIES) throw error;
    }
  }
}
