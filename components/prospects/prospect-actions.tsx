"use client";
import clsx from "clsx";
import { Ban, ChevronDown, CornerUpLeft, Flag, type LucideIcon, Octagon, RefreshCcw, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { ReasonDialog } from "#components/query/reason-dialog.tsx";
import { useHasRole } from "#components/shell/role.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import type { MenuEntry } from "#components/ui/menu-panel.tsx";
import type { ProspectDetail } from "#lib/prospects/contract-detail.ts";
import { EditProfile } from "./edit-profile.tsx";
import { actionsOf, type Offer, type ProspectActions as Offers } from "./prospect-actions-of.ts";
import { RepliedDialog } from "./replied-dialog.tsx";
import { StatusDialog } from "./status-dialog.tsx";
import { useProspectActions } from "./use-prospect-actions.ts";

type Asking = "status" | "reply" | "return" | "suppress" | null;
const ICON = "size-4";
const RETURN = "Return to the sequence…";

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
      {can.stop === "offered" ? (
        <Button
          busy={stop.isPending}
          onClick={() => stop.mutate()}
          icon={<Octagon aria-hidden="true" className={ICON} />}
        >
          Stop
        </Button>
      ) : null}
      {can.return === "offered" ? (
        <Button onClick={() => setAsking("return")} icon={<RefreshCcw aria-hidden="true" className={ICON} />}>
          {RETURN}
        </Button>
      ) : null}
      {can.needsAddress ? <EditProfile prospect={prospect} label="Enter another address…" /> : null}
      <Menu
        label="More actions"
        align="end"
        className={buttonClass()}
        isNamedByContent
        entries={entriesOf(can, { ask: setAsking, verify: () => verify.mutate() })}
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

type Chosen = { ask: (what: Asking) => void; verify: () => void };

function entriesOf(can: Offers, { ask, verify }: Chosen): MenuEntry[] {
  const isRefused = typeof can.return === "object";
  return [
    ...(isRefused ? [entry(RETURN, RefreshCcw, can.return, () => ask("return"))] : []),
    entry("Mark as replied…", CornerUpLeft, can.reply, () => ask("reply")),
    entry("Set the status…", Flag, can.status, () => ask("status")),
    entry("Verify the address again", ShieldCheck, can.verify, verify),
    { kind: "separator" },
    { ...entry("Suppress the address…", Ban, can.suppress, () => ask("suppress")), isDangerous: true },
  ];
}

/** What cannot be done stays where it is looked for, with the reason. */
function entry(label: string, Icon: LucideIcon, offer: Offer, onSelect: () => void) {
  const icon = <Icon aria-hidden="true" className={clsx(ICON, "shrink-0")} />;
  const hint = typeof offer === "object" ? offer.whyNot : undefined;
  return { kind: "action" as const, label, icon, disabled: offer !== "offered", hint, onSelect };
}
