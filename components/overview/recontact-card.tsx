import Link from "next/link";
import { Card } from "#components/ui/card.tsx";
import { Stat } from "#components/ui/stat.tsx";
import type { CommandCenter } from "#lib/command-center/contract.ts";
import { formatCount } from "#lib/format/number.ts";
import { cycleInSentence } from "#lib/shared/cycle-words.ts";

/** What came back from re-contact, and who may return next. */
export function RecontactCard({ stats }: { stats: CommandCenter["recontact_stats"] }) {
  const cycles = Object.entries(stats.cycle_distribution).filter(([cycle, count]) => cycle !== "0" && count > 0);
  return (
    <Card
      title="Re-contact"
      actions={
        <Link href="/recontact" prefetch={false} className="text-accent hover:underline">
          Forecast and people
        </Link>
      }
    >
      <dl className="grid grid-cols-2 gap-4">
        <Stat label="Returned in 30 days" value={formatCount(stats.total_recycled_30d)} />
        <Stat label="Eligible now" value={formatCount(stats.total_eligible)} />
      </dl>
      {stats.eligible_by_hold.length > 0 ? (
        <p className="mt-4 text-ink-muted">{`Eligible: ${eligibleText(stats.eligible_by_hold)}.`}</p>
      ) : null}
      <p className="mt-4 text-ink-muted">
        {cycles.length === 0
          ? "Nobody is in a later cycle yet."
          : `In a later cycle: ${cycles.map(([cycle, count]) => `${formatCount(count)} in ${cycleInSentence(Number(cycle))}`).join(", ")}.`}
      </p>
    </Card>
  );
}

/** The same words as those of the held, so that the figures can be told apart. */
function eligibleText(rows: CommandCenter["recontact_stats"]["eligible_by_hold"]): string {
  return rows.map(({ label, count }) => `${formatCount(count)} ${label.toLowerCase()}`).join(", ");
}
