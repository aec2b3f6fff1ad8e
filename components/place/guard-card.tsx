"use client";
import { GuardLines } from "#components/health/guard-lines.tsx";
import { HoldLines } from "#components/health/hold-lines.tsx";
import type { ScopeHealth } from "#components/health/scope-health.ts";
import { Card } from "#components/ui/card.tsx";

/** What the guard, or a person, has decided, and what ends it. `domain`: of a mailbox, its sending domain's health. */
export function GuardCard({ health, domain }: { health: ScopeHealth; domain?: ScopeHealth }) {
  return (
    <Card title="Guard" description="Counts over 24 hours, 7 and 30 days since the last resume; the worst decides.">
      <dl className="grid gap-x-4 gap-y-1 max-sm:[&_dd]:mb-2 sm:grid-cols-[auto_minmax(0,1fr)]">
        <GuardLines scope={health} />
        <HoldLines scope={health} domain={domain} />
      </dl>
    </Card>
  );
}
