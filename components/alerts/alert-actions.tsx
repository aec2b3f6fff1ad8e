"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BellOff, Check } from "lucide-react";
import { useHasRole } from "#components/shell/role.tsx";
import { Button } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { useNow } from "#components/ui/use-now.ts";
import type { AlertView } from "#lib/alerts/contract.ts";
import { acknowledgeAlert, snoozeAlert } from "#lib/alerts/queries.ts";

const SNOOZE_HOURS = 24;

/** Take it on, or put it off for a day. Both are in the audit log and can be taken back or done again. */
export function AlertActions({ alert }: { alert: AlertView }) {
  const mayAnswer = useHasRole("operator");
  const now = useNow(60_000);
  const isPutOff = alert.snoozed_until !== null && Date.parse(alert.snoozed_until) > now;
  const acknowledge = useAnswer(() => acknowledgeAlert(alert.id), "It is noted that you see to it.");
  const snooze = useAnswer(
    () => snoozeAlert(alert.id, isPutOff ? null : SNOOZE_HOURS),
    isPutOff ? "It is among those that press again." : `Put off for ${SNOOZE_HOURS} hours, unless it gets graver.`,
  );
  if (!mayAnswer) return null;
  const name = <span className="sr-only">: {alert.title}</span>;
  return (
    <>
      {alert.acknowledged_at ? null : (
        <Button
          size="sm"
          busy={acknowledge.isPending}
          onClick={() => acknowledge.mutate()}
          icon={<Check aria-hidden="true" className="size-3.5" />}
        >
          I see to it{name}
        </Button>
      )}
      <Button
        size="sm"
        busy={snooze.isPending}
        onClick={() => snooze.mutate()}
        icon={<BellOff aria-hidden="true" className="size-3.5" />}
      >
        {isPutOff ? "Back now" : "Put off a day"}
        {name}
      </Button>
    </>
  );
}

function useAnswer(answer: () => Promise<AlertView>, done: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: answer,
    onSuccess: () => showToast({ tone: "ok", text: done }),
    onError: (error) => showToast({ tone: "bad", text: error.message }),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ["alerts"] });
      await client.invalidateQueries({ queryKey: ["command-center"] });
    },
  });
}
