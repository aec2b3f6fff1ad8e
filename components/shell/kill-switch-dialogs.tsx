"use client";
import { ReasonDialog } from "#components/query/reason-dialog.tsx";
import { useOverlayDialog } from "./overlay-store.ts";
import { useKillSwitch } from "./use-kill-switch.ts";

/** The two questions of the kill switch. Stopping may go without a reason: it must not wait for words. */
export function KillSwitchDialogs() {
  const { stop, resume } = useKillSwitch();
  return (
    <>
      <ReasonDialog
        {...useOverlayDialog("stop")}
        title="Stop all sending"
        description="Nothing is planned or handed over from now on, for every domain and mailbox. What is queued stays queued."
        confirmLabel="Stop sending"
        isDangerous
        isReasonOptional
        onConfirm={(reason) => stop(reason || undefined)}
      />
      <ReasonDialog
        {...useOverlayDialog("resume")}
        title="Let sending go on"
        description="Planning and hand-over start again at once, with every mailbox that may send."
        confirmLabel="Go on"
        onConfirm={resume}
      />
    </>
  );
}
