"use client";
import { Card } from "#components/ui/card.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { NextStep, ProspectDetail } from "#lib/prospects/contract.ts";
import { sequencePlace } from "./prospect-words.ts";

const KIND: Record<NextStep["kind"], { label: string; tone: Tone }> = {
  scheduled: { label: "Scheduled", tone: "info" },
  queued: { label: "On its way", tone: "info" },
  held: { label: "Held", tone: "warn" },
  ended: { label: "No further email", tone: "neutral" },
};

/** What comes next, why, and what would change it. */
export function NextStepCard({ prospect }: { prospect: ProspectDetail }) {
  const { next } = prospect;
  const kind = KIND[next.kind];
  return (
    <Card
      title="What comes next"
      description={sequencePlace(prospect)}
      actions={<StatusBadge tone={kind.tone}>{kind.label}</StatusBadge>}
    >
      <p className="text-md">{next.sentence}</p>
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {next.at ? (
          <>
            <dt className="text-ink-muted">When, for the prospect</dt>
            <dd>
              <Time value={next.at} zone={prospect.time_zone} />
            </dd>
            <dt className="text-ink-muted">When, for you</dt>
            <dd>
              <Time value={next.at} />
            </dd>
          </>
        ) : null}
        {next.clears ? (
          <>
            <dt className="text-ink-muted">Cleared by</dt>
            <dd>{next.clears}</dd>
          </>
        ) : null}
      </dl>
    </Card>
  );
}
