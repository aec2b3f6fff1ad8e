"use client";
import { Bell, BellOff, Check, Undo2 } from "lucide-react";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { AlertView } from "#lib/alerts/contract.ts";
import { acknowledgeAlert, snoozeAlert, withdrawAcknowledgement } from "#lib/alerts/queries.ts";
import { answersOf } from "./alert-answers.ts";
import { useAlertAnswer } from "./use-alert-answer.ts";

const SNOOZE_HOURS = 24;
const ICON = "size-3.5";

const snooze = (id: string) => snoozeAlert(id, SNOOZE_HOURS);
const endSnooze = (id: string) => snoozeAlert(id, null);

/**
 * Acknowledges one alert or a group, or snoozes it for a day; once done, each button takes it back. Everything is in the audit log.
 * `name`: what is read out after a button's words.
 */
export function AlertActions({ alerts, name }: { alerts: readonly AlertView[]; name: string }) {
  const mayAnswer = useHasRole("operator");
  const now = useNow(60_000);
  const acknowledge = useAlertAnswer({ act: acknowledgeAlert, undo: withdrawAcknowledgement, done: "acknowledged" });
  const withdraw = useAlertAnswer({ act: withdrawAcknowledgement, done: "no longer acknowledged" });
  const putOff = useAlertAnswer({ act: snooze, undo: endSnooze, done: "snoozed for a day, unless it gets worse" });
  const wake = useAlertAnswer({ act: endSnooze, done: "back from snooze" });
  if (!mayAnswer) return null;
  const { toAcknowledge, toSnooze } = answersOf(alerts, now);
  const ids = alerts.map(({ id }) => id);
  const all = alerts.length > 1 ? " all" : "";
  return (
    <>
      <Button
        size="sm"
        busy={acknowledge.isPending || withdraw.isPending}
        onClick={() => (toAcknowledge.length > 0 ? acknowledge.mutate(toAcknowledge) : withdraw.mutate(ids))}
        icon={
          toAcknowledge.length > 0 ? (
            <Check aria-hidden="true" className={ICON} />
          ) : (
            <Undo2 aria-hidden="true" className={ICON} />
          )
        }
      >
        {toAcknowledge.length > 0 ? `Acknowledge${all}` : "Undo acknowledgement"}
        <span className="sr-only">: {name}</span>
      </Button>
      <Button
        size="sm"
        busy={putOff.isPending || wake.isPending}
        onClick={() => (toSnooze.length > 0 ? putOff.mutate(toSnooze) : wake.mutate(ids))}
        icon={
          toSnooze.length > 0 ? (
            <BellOff aria-hidden="true" className={ICON} />
          ) : (
            <Bell aria-hidden="true" className={ICON} />
          )
        }
      >
        {toSnooze.length > 0 ? `Snooze${all} for a day` : "End snooze"}
        <span className="sr-only">: {name}</span>
      </Button>
    </>
  );
}
