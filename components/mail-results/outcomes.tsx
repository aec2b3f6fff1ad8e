import { Stat } from "#components/ui/stat.tsx";
import { formatCount, formatRate } from "#lib/format/number.ts";
import type { Measured } from "#lib/history/contract.ts";
import type { MailResults } from "#lib/mail-results/contract.ts";
import { isFew, likelyRange } from "./result-words.ts";

/** What became of messages, figure by figure. Used inside a `<dl>`. */
export function Outcomes({ results }: { results: MailResults }) {
  const { rates } = results;
  return (
    <>
      <Stat label="Contacted" value={formatCount(results.contacted)} />
      <Stat label="Sent" value={formatCount(results.sent)} />
      <Outcome label="Delivered" count={results.delivered} measured={rates.delivered} base="sent" />
      <Outcome
        label="Opened"
        count={results.opened}
        measured={rates.opened}
        base="measured"
        none={results.delivered > 0 ? "opens are not measured" : null}
      />
      <Outcome label="Clicked" count={results.clicked} measured={rates.clicked} base="delivered" />
      <Outcome label="Replied" count={results.replied} measured={rates.replied} base="contacted" />
      <Outcome label="Bounced" count={results.bounced} measured={rates.bounced} base="sent" />
      <Outcome label="Unsubscribed" count={results.unsubscribed} measured={rates.unsubscribed} base="contacted" />
    </>
  );
}

type OutcomeProps = { label: string; count: number; measured: Measured | null; base: string; none?: string | null };

/** A count, its share of what it is measured on, and how far the share can be believed. */
function Outcome({ label, count, measured, base, none = null }: OutcomeProps) {
  const detail =
    measured === null ? (
      none
    ) : (
      <>
        <div>
          {formatRate(measured.rate)} of {formatCount(measured.of)} {base}
        </div>
        <div>
          {isFew(measured.of) ? "too few to judge, " : ""}likely {likelyRange(measured)}
        </div>
      </>
    );
  return <Stat label={label} value={formatCount(count)} detail={detail} />;
}
