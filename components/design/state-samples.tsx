import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { CountBadge } from "#components/ui/count-badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { Skeleton, TableSkeleton } from "#components/ui/skeleton.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { Sample } from "./sample.tsx";

const TONES: readonly Tone[] = ["ok", "info", "warn", "poor", "bad", "neutral"];

export function StateSamples() {
  return (
    <Card title="States">
      <div className="flex flex-col gap-4">
        <Sample name="status-badge, tone-icon">
          {TONES.map((tone) => (
            <StatusBadge key={tone} tone={tone}>
              {tone}
            </StatusBadge>
          ))}
        </Sample>
        <Sample name="count-badge">
          <CountBadge count={3} label="open" />
          <CountBadge count={1_200} label="open, some of them critical" isGrave />
        </Sample>
        {TONES.map((tone) => (
          <Banner key={tone} tone={tone} actions={<Button size="sm">Look at it</Button>}>
            A banner in the tone “{tone}”.
          </Banner>
        ))}
        <MeasureSamples />
        <div className="grid gap-4 sm:grid-cols-2">
          <EmptyState title="Nothing here yet" action={<Button variant="primary">Add one</Button>}>
            What is added shows here.
          </EmptyState>
          <ErrorState title="The list could not be loaded" detail="The server did not answer." requestId="4f1c" />
        </div>
        <Sample name="skeleton, spinner">
          <Skeleton className="h-6 w-28" />
          <Spinner />
        </Sample>
        <TableSkeleton rows={2} />
      </div>
    </Card>
  );
}

function MeasureSamples() {
  return (
    <Sample name="meter, progress">
      {TONES.map((tone, index) => (
        <Meter key={tone} label={tone} value={index + 1} max={6} valueText={`${index + 1} of 6`} tone={tone} />
      ))}
      <Progress label="Import" value={1_200} max={5_000} valueText="1,200 of 5,000 rows" />
      <Progress label="Done" value={100} tone="ok" />
      <Progress label="Of unknown length" value={null} />
    </Sample>
  );
}
