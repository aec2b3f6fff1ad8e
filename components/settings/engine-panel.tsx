"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ReasonDialog } from "#components/query/reason-dialog.tsx";
import { EngineState } from "#components/shell/engine-state.tsx";
import { openOverlay } from "#components/shell/overlay-store.ts";
import { useHasRole } from "#components/shell/role.tsx";
import { useKillSwitch } from "#components/shell/use-kill-switch.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { SwitchField } from "#components/ui/switch-field.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import type { VersionedSettings } from "#lib/settings/contract.ts";
import { useChangeSetting } from "./use-change-setting.ts";

/** The two big switches: the engine itself, and the kill switch. */
export function EnginePanel({ stored }: { stored: VersionedSettings }) {
  return (
    <Card title="Engine" actions={<EngineState />}>
      <div className="flex max-w-2xl flex-col gap-6">
        <EngineSwitch stored={stored} />
        <KillSwitch stored={stored} />
      </div>
    </Card>
  );
}

function EngineSwitch({ stored }: { stored: VersionedSettings }) {
  const mayEdit = useHasRole("admin");
  const [asking, setAsking] = useState(false);
  const change = useChangeSetting();
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="min-w-0">
        <p className="font-medium">{stored.is_active ? "The engine is on" : "The engine is off"}</p>
        <p className="text-sm text-ink-muted">{engineHint(stored)}</p>
      </div>
      {mayEdit ? (
        <Button
          variant={stored.is_active ? "secondary" : "primary"}
          busy={change.isPending}
          onClick={() => (stored.is_active ? change.mutate({ is_active: false }) : setAsking(true))}
        >
          {stored.is_active ? "Turn off" : "Turn on…"}
        </Button>
      ) : null}
      <ReasonDialog
        open={asking}
        onOpenChange={setAsking}
        title="Turn the engine on"
        description="Within the next half hour, due prospects start to get email from every mailbox that can send. Only simulator connections send no real mail."
        confirmLabel="Turn on"
        onConfirm={(reason) => change.mutateAsync({ is_active: true, reason })}
      />
    </div>
  );
}

function engineHint({ is_active, company_address }: VersionedSettings): string {
  if (is_active) return "Every half hour it plans emails to due prospects, and sends them in their send window.";
  if (!company_address) return "Every email must carry a postal address. Enter one under Company first.";
  return "Turn it on to start emailing prospects. You need to give a reason, which goes into the audit log.";
}

function KillSwitch({ stored }: { stored: VersionedSettings }) {
  const mayStop = useHasRole("operator");
  const { stop } = useKillSwitch();
  const change = useMutation({
    mutationFn: () => stop(),
    onError: (error) => showToast({ tone: "bad", text: error.message }),
  });
  return (
    <SwitchField
      label="Kill switch"
      hint="Stops all planning and sending immediately. Queued emails stay in the queue until you resume."
      checked={stored.sequencer_paused || change.isPending}
      onCheckedChange={(isStopped) => (isStopped ? change.mutate() : openOverlay("resume"))}
      disabled={!mayStop || change.isPending}
    />
  );
}
