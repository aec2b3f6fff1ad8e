"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { prospectTitle } from "#components/prospects/prospect-words.ts";
import { QueryView } from "#components/query/query-view.tsx";
import { useSettled } from "#components/query/use-settled.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { ApiError } from "#lib/query/api-error.ts";
import { cycleLabel } from "#lib/shared/cycle-words.ts";
import type { PreviewAnswer } from "#lib/templates/contract-preview.ts";
import { type PreviewRequest, previewQuery } from "#lib/templates/queries.ts";
import { PreviewMessage } from "./preview-message.tsx";
import type { TemplateDraft } from "./template-draft.ts";
import { TestMessageButton } from "./test-message-button.tsx";
import { VariableList } from "./variable-list.tsx";

const CYCLES = [0, 1, 2, 3, 4];
const STEPS = [1, 2, 3, 4, 5, 6].map((step) => ({ value: String(step), label: `Step ${step}` }));
const PROSPECTS_SHOWN = 5;

type TemplatePreviewProps = { draft: TemplateDraft; onInsert: ((name: string) => void) | null };

/** What the text becomes for real prospects, by the engine's own path; nothing is sent. */
export function TemplatePreview({ draft, onInsert }: TemplatePreviewProps) {
  const [step, setStep] = useState("1");
  const { subject, body } = draft;
  const asked = useMemo(
    () => ({ subject, body, step: Number(step), cycles: CYCLES, limit: PROSPECTS_SHOWN }),
    [subject, body, step],
  );
  const request = useSettled(asked);
  const isEmpty = request.subject.trim() === "" || request.body.trim() === "";
  const query = useQuery({ ...previewQuery(request), placeholderData: keepPreviousData, enabled: !isEmpty });
  const refusal = query.error instanceof ApiError && query.error.status === 400 ? query.error : null;
  return (
    <Card
      title="Preview"
      description="On real prospects, as the engine would write it. A cycle counts as sent before the next one."
      actions={<Select aria-label="Step" options={STEPS} value={step} onValueChange={setStep} />}
    >
      {isEmpty ? (
        <p className="text-ink-muted">Write a subject and a text to see what they become.</p>
      ) : refusal ? (
        <p role="alert" className="text-bad">
          {refusal.errors
            .map(({ field, message }) => `${field === "body" ? "Text" : "Subject"}: ${message}`)
            .join(". ")}
        </p>
      ) : (
        <QueryView query={query} what="The preview" skeleton={<PreviewSkeleton />}>
          {({ items }) => <PreviewBody items={items} request={request} onInsert={onInsert} />}
        </QueryView>
      )}
    </Card>
  );
}

type PreviewBodyProps = {
  items: PreviewAnswer["items"];
  request: PreviewRequest;
  onInsert: ((name: string) => void) | null;
};

function PreviewBody({ items, request, onInsert }: PreviewBodyProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [cycle, setCycle] = useState("0");
  const item = items.find(({ prospect }) => prospect.id === chosen) ?? items[0];
  if (!item) {
    return <EmptyState title="There are no prospects yet">Import some: a preview is made with real ones.</EmptyState>;
  }
  return (
    <div className="flex flex-col gap-4">
      <Field label="Prospect">
        {(control) => (
          <Select
            {...control}
            options={items.map(({ prospect }) => ({ value: prospect.id, label: prospectTitle(prospect) }))}
            value={item.prospect.id}
            onValueChange={setChosen}
          />
        )}
      </Field>
      <Tabs
        label="Cycle"
        value={cycle}
        onValueChange={setCycle}
        tabs={item.messages.map((message) => ({
          value: String(message.cycle),
          label: cycleLabel(message.cycle),
          content: <PreviewMessage message={message} />,
        }))}
      />
      <div>
        <TestMessageButton
          prospect={prospectTitle(item.prospect)}
          message={{
            subject: request.subject,
            body: request.body,
            step: request.step,
            cycle: Number(cycle),
            prospect_id: item.prospect.id,
          }}
        />
      </div>
      <VariableList variables={item.variables} onInsert={onInsert} />
    </div>
  );
}

function PreviewSkeleton() {
  return (
    <div role="status" aria-label="Loading the preview" className="flex flex-col gap-3">
      <Skeleton className="h-9 w-full" />
      <Skeleton className="h-72 w-full" />
    </div>
  );
}
