"use client";
import { Ban, ChevronDown, CornerUpLeft, Flag, Octagon, RefreshCcw, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { ReasonDialog } from "#components/query/reason-dialog.tsx";
import { useHasRole } from "#components/shell/role.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import type { ProspectDetail } from "#lib/prospects/contract-detail.ts";
import { actionsOf } from "./prospect-actions-of.ts";
import { RepliedDialog } from "./replied-dialog.tsx";
import { StatusDialog } from "./status-dialog.tsx";
import { useProspectActions } from "./use-prospect-actions.ts";

type Asking = "status" | "reply" | "return" | "suppress" | null;
const ICON = "size-4";

/** Stopping asks nothing and can be undone; what cannot says so before. */
export function ProspectActions({ prospect }: { prospect: ProspectDetail }) {
  const mayAct = useHasRole("operator");
  const [asking, setAsking] = useState<Asking>(null);
  const { stop, verify, reply, changeStatus, giveBack, suppress } = useProspectActions(prospect.id);
  if (!mayAct) return null;
  const can = actionsOf(prospect);
  const ask = (what: Asking) => ({
    open: asking === what,
    onOpenChange: (open: boolean) => setAsking(open ? what : null),
  });
  return (
    <>
      {can.stop ? (
        <Button
          busy={stop.isPending}
          onClick={() => stop.mutate()}
          icon={<Octagon aria-hidden="true" className={ICON} />}
        >
          Stop
        </Button>
      ) : null}
      {can.return ? (
        <Button onClick={() => setAsking("return")} icon={<RefreshCcw aria-hidden="true" className={ICON} />}>
          Return to the sequence…
        </Button>
      ) : null}
      <Menu
        label="More actions"
        align="end"
        className={buttonClass()}
        isNamedByContent
        entries={[
          {
            kind: "action",
            label: "Mark as replied…",
            icon: <CornerUpLeft aria-hidden="true" className={ICON} />,
            disabled: !can.reply,
            onSelect: () => setAsking("reply"),
          },
          {
            kind: "action",
            label: "Set the status…",
            icon: <Flag aria-hidden="true" className={ICON} />,
            disabled: !can.status,
            onSelect: () => setAsking("status"),
          },
          {
            kind: "action",
            label: "Verify the address again",
            icon: <ShieldCheck aria-hidden="true" className={ICON} />,
            disabled: !can.verify,
            onSelect: () => verify.mutate(),
          },
          { kind: "separator" },
          {
            kind: "action",
            label: "Suppress the address…",
            icon: <Ban aria-hidden="true" className={ICON} />,
            disabled: !can.suppress,
            isDangerous: true,
            onSelect: () => setAsking("suppress"),
          },
        ]}
      >
        More actions
        <ChevronDown aria-hidden="true" className={ICON} />
      </Menu>
      <StatusDialog {...ask("status")} status={prospect.status} onConfirm={changeStatus} />
      <RepliedDialog {...ask("reply")} onConfirm={reply} />
      <ReasonDialog
        {...ask("return")}
        title="Return to the sequence"
        description="It goes on at its next step, or with a new cycle where this one has no step left. A new cycle cannot be undone; stop the prospect instead."
        confirmLabel="Return"
        onConfirm={giveBack}
      />
      <ReasonDialog
        {...ask("suppress")}
        title={`Suppress ${prospect.email ?? "the address"}`}
        description="This address gets no more email from any campaign. Only an admin can undo this, on the Suppressions page, with a reason."
        confirmLabel="Suppress"
        isDangerous
        isReasonOptional
        onConfirm={suppress}
      />
    </>
  );
}
