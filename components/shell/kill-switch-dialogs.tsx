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
        description="No email is planned or sent until you resume, from any domain or mailbox. Queued emails stay in the queue."
        confirmLabel="Stop sending"
        isDangerous
        isReasonOptional
        onConfirm={(reason) => stop(reason || undefined)}
      />
      <ReasonDialog
        {...useOverlayDialog("resume")}
        title="Resume sending"
        description="Planning and sending start again right away, from every mailbox that can send."
        confirmLabel="Resume sending"
        onConfirm={resume}
      />
    </>
  );
}
