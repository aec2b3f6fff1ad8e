"use client";
import { DetailLine } from "#components/health/detail-line.tsx";
import { GuardLines } from "#components/health/guard-lines.tsx";
import type { ScopeHealth } from "#components/health/scope-health.ts";
import { Card } from "#components/ui/card.tsx";
import { describeReason } from "#lib/shared/reasons.ts";

/** What the guard, or a person, has decided, and what ends it. */
export function GuardCard({ health }: { health: ScopeHealth }) {
  return (
    <Card title="Guard" description="Counts over 24 hours, 7 and 30 days since the last resume; the worst decides.">
      <dl className="grid gap-x-4 gap-y-1 max-sm:[&_dd]:mb-2 sm:grid-cols-[auto_minmax(0,1fr)]">
        <GuardLines scope={health} />
        {health.reason ? (
          <>
            <DetailLine name="Passed over">{describeReason(health.reason).label}</DetailLine>
            <DetailLine name="Cleared by">{describeReason(health.reason).clears}</DetailLine>
          </>
        ) : null}
      </dl>
    </Card>
  );
}
