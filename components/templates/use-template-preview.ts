"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useSettled } from "#components/query/use-settled.ts";
import { ApiError } from "#lib/query/api-error.ts";
import { settingsQuery } from "#lib/settings/queries.ts";
import { textProblems } from "#lib/templates/contract-text.ts";
import { type PreviewRequest, previewQuery } from "#lib/templates/queries.ts";
import type { PickedProspect } from "./prospect-picker.tsx";
import type { TemplateDraft } from "./template-draft.ts";

/** `max_recontact_cycles` and `max_sequence_steps` until the settings are read. */
const USUAL_CYCLES = 4;
const MOST_STEPS = 6;

/** What the text becomes for a prospect, asked for once typing rests, or what is wrong with it; a wrong text is not asked about. */
export function useTemplatePreview({ subject, body }: TemplateDraft) {
  const [step, setStep] = useState("1");
  const [prospect, setProspect] = useState<PickedProspect | null>(null);
  const settings = useQuery(settingsQuery).data;
  const later = settings?.max_recontact_cycles ?? USUAL_CYCLES;
  const asked: PreviewRequest = useMemo(
    () => ({
      subject,
      body,
      step: Number(step),
      cycles: Array.from({ length: later + 1 }, (_, cycle) => cycle),
      ...(prospect ? { prospect_id: prospect.id } : {}),
      limit: 1,
    }),
    [subject, body, step, later, prospect],
  );
  const request = useSettled(asked);
  const isEmpty = request.subject.trim() === "" || request.body.trim() === "";
  const known = textProblems(request);
  const isWrong = Object.keys(known).length > 0;
  const isAsked = !isEmpty && !isWrong;
  const query = useQuery({ ...previewQuery(request), placeholderData: keepPreviousData, enabled: isAsked });
  const refusal = isAsked && query.error instanceof ApiError && query.error.status === 400 ? query.error : null;
  const isOfPresentText = !isEmpty && request.subject === subject && request.body === body;
  const isAnswered = refusal !== null || (query.isSuccess && !query.isPlaceholderData);
  const isJudged = isOfPresentText && (isWrong || isAnswered);
  return {
    step,
    setStep,
    /** no sequence has more, whatever its campaign says */
    mostSteps: settings?.max_sequence_steps ?? MOST_STEPS,
    prospect,
    setProspect,
    request,
    query,
    isEmpty,
    isRefused: isWrong || refusal !== null,
    /** null while the present text is not judged */
    problems: isJudged ? { ...problemsOf(refusal), ...known } : null,
  };
}

export type TemplatePreviewState = ReturnType<typeof useTemplatePreview>;

function problemsOf(refusal: ApiError | null): Record<string, string> {
  return Object.fromEntries(refusal?.errors.map(({ field, message }) => [field, message]) ?? []);
}
