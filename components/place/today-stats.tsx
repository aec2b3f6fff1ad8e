"use client";
import type { ReactNode } from "react";
import { capText } from "#components/health/cap-words.ts";
import type { ScopeHealth } from "#components/health/scope-health.ts";
import { Score } from "#components/health/score.tsx";
import { Card } from "#components/ui/card.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { formatCount } from "#lib/format/number.ts";

type TodayStatsProps = {
  name: string;
  health: ScopeHealth | undefined;
  isArchived: boolean;
  used: number;
  cap: number;
  children: ReactNode;
};

/** Where a place stands now: its score, what of today's cap is used, and what else the page has to say. */
export function TodayStats({ name, health, isArchived, used, cap, children }: TodayStatsProps) {
  const text = capText(used, cap);
  return (
    <Card>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 md:grid-cols-3 xl:grid-cols-5">
        <Stat
          label="Score"
          value={health ? <Score score={health.score} status={health.status} of={name} /> : "–"}
          detail={
            health
              ? `${formatCount(health.metrics.sent)} sent in 24 hours`
              : isArchived
                ? "not judged while archived"
                : "not loaded"
          }
        />
        <Stat
          label="Sent or planned today"
          value={text}
          detail={
            <Meter className="mt-1 max-w-40" value={used} max={cap} label={`Cap of ${name} today`} valueText={text} />
          }
        />
        {children}
      </dl>
    </Card>
  );
}
