"use client";
import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import type { RecontactStats as Stats } from "#lib/recontact/contract.ts";
import { ConversionCard } from "./conversion-card.tsx";
import { CountChartCard } from "./count-chart-card.tsx";
import { cycleRows, summariseCycles } from "./count-rows.ts";
import { ExcludedCard } from "./excluded-card.tsx";
import { PeopleCard } from "./people-card.tsx";

/** Who may return, who did, how the prospects spread over the cycles, who comes next and who is left out (SPEC §9). */
export function RecontactStats({ stats, plan }: { stats: Stats; plan: ReactNode }) {
  const cycles = cycleRows(stats.cycle_distribution);
  return (
    <>
      <Card>
        <dl className="grid gap-x-4 gap-y-5 sm:grid-cols-2 xl:grid-cols-4">
          <Stat label="Eligible now" value={formatCount(stats.total_eligible)} detail={releaseText(stats)} />
          <Stat label="Returned in 30 days" value={formatCount(stats.total_recycled_30d)} />
          <Stat
            label="Exhausted"
            value={formatCount(stats.total_exhausted)}
            detail={`their ${formatPlural(stats.max_recontact_cycles, "further cycle")} are over`}
          />
          <Stat label="Daily run" value={stats.is_enabled ? "On" : "Off"} detail={<NextRun stats={stats} />} />
        </dl>
      </Card>
      {plan}
      <PeopleCard stats={stats} />
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <ExcludedCard excluded={stats.excluded} />
        <CountChartCard
          title="Prospects by cycle"
          summary={summariseCycles(cycles)}
          rows={cycles}
          of="Cycle"
          name="cycles"
        />
      </div>
      <ConversionCard rows={stats.conversion_by_cycle} />
    </>
  );
}

function releaseText({ recontact_daily_release: release }: Stats): string {
  return release === null ? "return with the next run, oldest first" : `at most ${formatCount(release)} return a day`;
}

function NextRun({ stats }: { stats: Stats }) {
  if (!stats.is_available) return "turned off for the whole installation";
  if (!stats.is_enabled) return "nobody returns until you turn it on";
  if (stats.next_run_at === null) return "waits until the engine is turned on";
  return <Time value={stats.next_run_at} zone={stats.send_timezone} />;
}
