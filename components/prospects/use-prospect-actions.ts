"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "#components/ui/toast-store.ts";
import type { ReplyOutcome } from "#lib/prospects/contract-change.ts";
import type { ProspectDetail } from "#lib/prospects/contract-detail.ts";
import { prospectQuery } from "#lib/prospects/queries.ts";
import {
  markReplied,
  returnProspect,
  setStatus,
  stopProspect,
  suppressProspect,
  undoChange,
  verifyProspect,
} from "#lib/prospects/queries-change.ts";
import type { PeoplesStatus } from "#lib/prospects/types.ts";
import { cycleInSentence } from "#lib/shared/cycle-words.ts";
import { prospectStatusWord } from "./prospect-words.ts";

const fail = (error: Error) => showToast({ tone: "bad", text: error.message });

/** What a person can do to a prospect. What can be undone offers it in its message. */
export function useProspectActions(id: string) {
  const client = useQueryClient();
  const { queryKey } = prospectQuery(id);
  const about = `prospect ${id}`;
  function take(prospect: ProspectDetail) {
    client.setQueryData(queryKey, prospect);
    for (const key of ["prospects", "prospect-count", "command-center"])
      void client.invalidateQueries({ queryKey: [key] });
  }
  const undo = useMutation({
    mutationFn: () => undoChange(id),
    onSuccess: (prospect) => {
      take(prospect);
      showToast({ tone: "ok", text: "Undone.", about });
    },
    onError: fail,
  });
  const undoable = { label: "Undo", onClick: () => undo.mutate() };
  const stop = useMutation({
    mutationFn: () => stopProspect(id),
    onSuccess: (prospect) => {
      take(prospect);
      showToast({ tone: "warn", text: "The sequence is stopped.", about, action: undoable });
    },
    onError: fail,
  });

  async function reply(outcome: ReplyOutcome, reason: string) {
    take(await markReplied(id, outcome, reason));
    showToast({ tone: "ok", text: "Marked as replied. Nothing more is sent.", about, action: undoable });
  }

  async function changeStatus(status: PeoplesStatus) {
    take(await setStatus(id, status));
    const text = `The status is set: ${prospectStatusWord(status).label.toLowerCase()}.`;
    showToast({ tone: "ok", text, about, action: undoable });
  }

  async function giveBack(reason: string) {
    const before = client.getQueryData<ProspectDetail>(queryKey);
    const prospect = await returnProspect(id, reason);
    take(prospect);
    const isNewCycle = prospect.re_contact_cycle !== before?.re_contact_cycle;
    if (isNewCycle)
      showToast({ tone: "ok", text: `Returned: ${cycleInSentence(prospect.re_contact_cycle)} begins.`, about });
    else showToast({ tone: "ok", text: "Returned to the sequence.", about, action: undoable });
  }

  async function suppress(reason: string) {
    take(await suppressProspect(id, reason));
    showToast({ tone: "warn", text: "The address is suppressed.", about });
  }

  const verify = useMutation({
    mutationFn: () => verifyProspect(id),
    onSuccess: () => {
      showToast({ tone: "ok", text: "The address is checked again before anything is sent.", about });
      return client.invalidateQueries({ queryKey });
    },
    onError: fail,
  });
  return { stop, verify, reply, changeStatus, giveBack, suppress };
}
