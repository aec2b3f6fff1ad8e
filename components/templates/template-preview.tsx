"use client";
import { useState } from "react";
import { prospectTitle } from "#components/prospects/prospect-words.ts";
import { QueryView } from "#components/query/query-view.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { cycleLabel } from "#lib/shared/cycle-words.ts";
import type { PreviewAnswer } from "#lib/templates/contract-preview.ts";
import { PreviewMessage } from "./preview-message.tsx";
import { ProspectPicker } from "./prospect-picker.tsx";
import { TestMessageButton } from "./test-message-button.tsx";
import type { TemplatePreviewState } from "./use-template-preview.ts";
import { VariableList } from "./variable-list.tsx";

type TemplatePreviewProps = { preview: TemplatePreviewState; onInsert: ((name: string) => void) | null };

/** What the text becomes for a real prospect, by the engine's own path; nothing is sent. */
export function TemplatePreview({ preview, onInsert }: TemplatePreviewProps) {
  const { step, setStep, mostSteps, prospect, setProspect, query, isEmpty, isRefused } = preview;
  const item = isEmpty || isRefused ? undefined : query.data?.items[0];
  return (
    <Card
      title="Preview"
      description="For a real prospect, as the engine would write it. Each cycle counts as sent before the next one."
    >
      <div className="flex flex-col gap-4">
        <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-3">
          <ProspectPicker value={prospect ?? item?.prospect ?? null} onValueChange={setProspect} />
          <Field label="Step">
            {(control) => <Select {...control} options={stepsTo(mostSteps)} value={step} onValueChange={setStep} />}
          </Field>
        </div>
        {isEmpty ? (
          <p className="text-ink-muted">Write a subject and a text to see what they become.</p>
        ) : isRefused ? (
          <p className="text-ink-muted">Correct the marked fields to see the preview.</p>
        ) : (
          <QueryView query={query} what="The preview" skeleton={<PreviewSkeleton />}>
            {({ items: [shown] }) => <PreviewBody item={shown} request={preview.request} />}
          </QueryView>
        )}
        <VariableList values={item?.variables ?? null} onInsert={onInsert} />
      </div>
    </Card>
  );
}

function stepsTo(most: number) {
  return Array.from({ length: most }, (_, index) => ({ value: String(index + 1), label: String(index + 1) }));
}

type PreviewBodyProps = {
  item: PreviewAnswer["items"][number] | undefined;
  request: TemplatePreviewState["request"];
};

function PreviewBody({ item, request: { subject, body, step } }: PreviewBodyProps) {
  const [cycle, setCycle] = useState("0");
  if (!item) {
    return <EmptyState title="No prospects yet">Import some: a preview is made with real ones.</EmptyState>;
  }
  const { prospect, messages, mailbox_id: signerId } = item;
  return (
    <>
      <Tabs
        label="Cycle"
        value={cycle}
        onValueChange={setCycle}
        tabs={messages.map((message) => ({
          value: String(message.cycle),
          label: cycleLabel(message.cycle),
          content: <PreviewMessage message={message} />,
        }))}
      />
      <div>
        <TestMessageButton
          prospect={prospectTitle(prospect)}
          signerId={signerId}
          message={{ subject, body, step, cycle: Number(cycle), prospect_id: prospect.id }}
        />
      </div>
    </>
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
