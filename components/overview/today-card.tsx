import Link from "next/link";
import { Card } from "#components/ui/card.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { Stat } from "#components/ui/stat.tsx";
import type { CommandCenter } from "#lib/command-center/contract.ts";
import { formatCount, formatRateOf } from "#lib/format/number.ts";
import { allowanceWords } from "./allowance-words.ts";
import { isUnmeasured } from "./open-measure.ts";

type TodayCardProps = {
  today: CommandCenter["pipeline"]["today"];
  /** how many there are; null where health cannot be read */
  mailboxes: number | null;
};

/** Today's mail against the day's limit. The day is a calendar day of the send time zone. */
export function TodayCard({ today, mailboxes }: TodayCardProps) {
  const { text, used } = allowanceWords(today, mailboxes);
  return (
    <Card title="Today">
      <dl className="grid grid-cols-2 gap-x-4 gap-y-5 sm:grid-cols-3 xl:grid-cols-6">
        <Stat label="Sent" value={formatCount(today.sent)} detail={<QueueLinks {...today} />} />
        <Stat
          label="Delivered"
          value={formatCount(today.delivered)}
          detail={formatRateOf(today.delivered, today.sent)}
        />
        <Stat
          label="Opened"
          value={formatCount(today.opened)}
          detail={isUnmeasured(today) ? "opens are not measured" : formatRateOf(today.opened, today.measurable)}
        />
        <Stat
          label="Replied"
          value={formatCount(today.replied)}
          detail={formatRateOf(today.replied, today.delivered)}
        />
        <Stat label="Bounced" value={formatCount(today.bounced)} detail={formatRateOf(today.bounced, today.sent)} />
        <Stat
          label="Complaints"
          value={formatCount(today.complained)}
          detail={formatRateOf(today.complained, today.sent, 2)}
        />
      </dl>
      <div className="mt-5 flex flex-col gap-1.5">
        <p className="text-sm text-ink-muted">{text}</p>
        {used === null ? null : (
          <Meter value={today.reserved} max={today.allowance} label="Today's allowance" valueText={used} />
        )}
      </div>
    </Card>
  );
}

function QueueLinks({ queued, unknown }: { queued: number; unknown: number }) {
  return (
    <>
      <Link href="/queue" prefetch={false} className="inline-block leading-6 text-accent hover:underline">
        {formatCount(queued)} in the queue
      </Link>
      {unknown === 0 ? null : (
        <Link href="/queue?status=unknown" prefetch={false} className="block leading-6 text-accent hover:underline">
          {formatCount(unknown)} with unknown outcome
        </Link>
      )}
    </>
  );
}
