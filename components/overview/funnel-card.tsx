import Link from "next/link";
import { prospectStatusWord } from "#components/prospects/prospect-words.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { CommandCenter } from "#lib/command-center/contract.ts";
import { formatCount, formatPlural, formatRate } from "#lib/format/number.ts";
import { BarList } from "./bar-list.tsx";
import { funnelStages, type Stage } from "./funnel-stages.ts";

/** Prospects by stage, in order and with how many came from one to the next; those who have left apart. */
export function FunnelCard({ funnel }: { funnel: CommandCenter["funnel"] }) {
  const { stages, endings } = funnelStages(funnel);
  const total = funnel.reduce((sum, row) => sum + row.count, 0);
  return (
    <Card title="Prospects by stage" description={formatPlural(total, "prospect")}>
      {total === 0 ? (
        <EmptyState
          title="No prospects yet"
          action={
            <Link href="/prospects/import" prefetch={false} className={buttonClass()}>
              Import a CSV file
            </Link>
          }
        />
      ) : (
        <>
          <BarList
            rows={stages.map((stage) => ({ ...rowOf(stage), detail: shareOf(stage) }))}
            label="Prospects by stage"
          />
          {endings.length > 0 ? (
            <>
              <h3 className="mt-5 mb-2.5 font-semibold">Have left</h3>
              <BarList rows={endings.map(rowOf)} label="Prospects who have left, by reason" />
            </>
          ) : null}
        </>
      )}
    </Card>
  );
}

function rowOf({ status, count }: { status: string; count: number }) {
  const href = `/prospects?status=${encodeURIComponent(status)}`;
  return { key: status, label: prospectStatusWord(status).label, count, href };
}

function shareOf({ reached, of }: Stage): string | undefined {
  if (of === null || of === 0) return undefined;
  return `${formatRate(reached / of)} of the ${formatCount(of)} at or past the stage before came this far`;
}
