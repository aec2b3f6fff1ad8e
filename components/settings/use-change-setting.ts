"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "#components/ui/toast-store.ts";
import { commandCenterQuery } from "#lib/command-center/queries.ts";
import type { SettingsPatch, VersionedSettings } from "#lib/settings/contract.ts";
import { patchSettings, settingsQuery } from "#lib/settings/queries.ts";

type Change = Omit<SettingsPatch, "version">;

/** Changes a switch at once: shown before the answer, taken back when the server refuses. */
export function useChangeSetting() {
  const client = useQueryClient();
  const key = settingsQuery.queryKey;
  return useMutation({
    mutationFn: (change: Change) => {
      const version = client.getQueryData<VersionedSettings>(key)?.version ?? 0;
      return patchSettings({ ...change, version });
    },
    onMutate: async ({ reason: _reason, ...fields }) => {
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueryData<VersionedSettings>(key);
      if (before) client.setQueryData(key, { ...before, ...fields });
      return { before };
    },
    onSuccess: (saved) => {
      client.setQueryData(key, saved);
      void client.invalidateQueries({ queryKey: commandCenterQuery.queryKey });
    },
    onError: (error, _change, context) => {
      if (context?.before) client.setQueryData(key, context.before);
      showToast({ tone: "bad", text: error.message });
      void client.invalidateQueries({ queryKey: key });
    },
  });
}
