import { Time } from "#components/ui/time.tsx";
import { formatCount } from "#lib/format/number.ts";
import type { NextStep } from "#lib/prospects/contract-detail.ts";

type RecontactOutlookProps = {
  outlook: NonNullable<NextStep["recontact"]>;
  /** IANA zone of the prospect */
  zone: string;
};

/** With which daily run the prospect returns, or why with none. */
export function RecontactOutlook({
  outlook: { is_rested, run_at, daily_release, refusal },
  zone,
}: RecontactOutlookProps) {
  if (refusal)
    return `Does not return: ${refusal.label.charAt(0).toLowerCase()}${refusal.label.slice(1)} (cleared by ${refusal.clears})`;
  return (
    <>
      {is_rested ? "The cooldown is over: returns with the next run" : "Returns with the first run after the cooldown"}
      {run_at ? (
        <>
          , <Time value={run_at} zone={zone} />
        </>
      ) : null}
      {daily_release === null ? null : (
        <span className="block text-ink-muted">
          Or a later one: at most {formatCount(daily_release)} return a day, those written to longest ago first.
        </span>
      )}
    </>
  );
}
