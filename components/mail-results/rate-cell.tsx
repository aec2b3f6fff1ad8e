import { Td } from "#components/ui/table.tsx";
import { formatCount, formatPartOf, formatRate } from "#lib/format/number.ts";
import type { Measured } from "#lib/history/contract.ts";
import type { MailResults } from "#lib/mail-results/contract.ts";
import { isFew, likelyRange } from "./result-words.ts";

/** What came of messages, as cells of a row: how many left, and the rates of what became of them. */
export function ResultCells({
  results: { sent, delivered, rates },
}: {
  results: Pick<MailResults, "sent" | "delivered" | "rates">;
}) {
  return (
    <>
      <Td numeric>{formatCount(sent)}</Td>
      <RateCell measured={rates.delivered} />
      <RateCell measured={rates.opened} none={delivered > 0 ? "not measured" : undefined} />
      <RateCell measured={rates.clicked} />
      <RateCell measured={rates.replied} />
      <RateCell measured={rates.bounced} />
    </>
  );
}

type RateCellProps = {
  /** null: nothing to measure on */
  measured: Measured | null;
  /** stands in the place of a rate that is not measured */
  none?: string;
};

/** A rate over its sample, as a cell; a rate of too few says so, and each tells on hover how far it can be believed. */
export function RateCell({ measured, none = "–" }: RateCellProps) {
  if (measured === null) {
    return (
      <Td numeric className="text-ink-muted">
        {none}
      </Td>
    );
  }
  const { rate, hits, of } = measured;
  return (
    <Td numeric title={likelyRange(measured)}>
      <span className={isFew(of) ? "text-ink-muted" : undefined}>{formatRate(rate)}</span>
      <span className="block text-xs text-ink-muted">
        {formatPartOf(hits, of)}
        {isFew(of) ? ", too few" : ""}
      </span>
    </Td>
  );
}
