"use client";
import { useQueryClient } from "@tanstack/react-query";
import { showToast } from "#components/ui/toast-store.ts";
import { commandCenterQuery } from "#lib/command-center/queries.ts";
import { settingsQuery, switchSending } from "#lib/settings/queries.ts";

/** Stop all sending with undo, and let it go on with a reason; both bring every view of it up to date. */
export function useKillSwitch() {
  const client = useQueryClient();
  const change = async (isStopped: boolean, reason?: string) => {
    client.setQueryData(settingsQuery.queryKey, await switchSending({ isStopped, reason }));
    await client.invalidateQueries({ queryKey: commandCenterQuery.queryKey });
  };
  const resume = async (reason: string) => {
    await change(false, reason);
    showToast({ tone: "ok", about: "sending", text: "Sending resumed." });
  };
  const undo = () =>
    resume("Undone right after stopping").catch((error: Error) => showToast({ tone: "bad", text: error.message }));
  const stop = async (reason?: string) => {
    await change(true, reason);
    const action = { label: "Undo", onClick: () => void undo() };
    showToast({ tone: "warn", about: "sending", text: "Sending stopped.", action });
  };
  return { stop, resume };
}
