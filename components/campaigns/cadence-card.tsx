"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { QueryView } from "#components/query/query-view.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { CadencePreview } from "#lib/campaigns/contract-cadence.ts";
import { cadenceQuery } from "#lib/campaigns/queries.ts";
import { CadenceTable } from "./cadence-table.tsx";
import { CadenceTimeline } from "./cadence-timeline.tsx";
import type { CampaignDraft } from "./campaign-draft.ts";
import { delaysOf } from "./campaign-draft.ts";

/** When the steps go out, by how a prospect reads. The figures are those of the engine's own policy. */
export function CadenceCard({ draft }: { draft: CampaignDraft }) {
  const delays = delaysOf(draft);
  const isOneStep = delays?.length === 0;
  const query = useQuery({ ...cadenceQuery(delays), placeholderData: keepPreviousData, enabled: !isOneStep });
  return (
    <Card
      title="Timing"
      description="The more a prospect engages, the sooner the next step. These are the earliest times; the send window applies too."
    >
      {isOneStep ? (
        <p className="text-ink-muted">One message, no follow-up.</p>
      ) : (
        <QueryView query={query} what="The time line" skeleton={<Skeleton className="h-52 w-full" />}>
          {(preview) => (
            <div className="flex flex-col gap-3">
              <CadenceTimeline preview={preview} />
              <Notes preview={preview} stepCount={(delays?.length ?? 0) + 1} hasOwnSteps={draft.hasOwnSteps} />
              <details>
                <summary className="min-h-6 cursor-pointer text-accent">Show as a table</summary>
                <div className="pt-2">
                  <CadenceTable preview={preview} />
                </div>
              </details>
            </div>
          )}
        </QueryView>
      )}
    </Card>
  );
}

type NotesProps = { preview: CadencePreview; stepCount: number; hasOwnSteps: boolean };

function Notes({ preview, stepCount, hasOwnSteps }: NotesProps) {
  const { lines, min_followup_delay_hours: least, max_sequence_steps: most, sequence_delay_hours: usual } = preview;
  const isAtFloor = lines.some(({ steps }) => steps.some((step) => step.is_at_floor));
  return (
    <ul className="list-disc pl-5 text-ink-muted">
      <li>A step without its own delay follows {usual} hours after the one before.</li>
      {isAtFloor ? <li>* Raised to the shortest delay that Settings allow, {least} hours.</li> : null}
      {hasOwnSteps && stepCount > most ? (
        <li className="text-warn">Settings end every sequence at step {most}: later steps are not sent.</li>
      ) : null}
    </ul>
  );
}
