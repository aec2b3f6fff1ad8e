import { CAPPED_MEANING } from "#components/health/rate-sample.ts";
import { formatPartOf, formatRate } from "#lib/format/number.ts";
import type { Measured } from "#lib/history/contract.ts";

type MeasuredRateProps = { measured: Measured | null; digits?: number };

/** A rate over its sample; "–" where nothing was sent or opens could not be measured. */
export function MeasuredRate({ measured, digits }: MeasuredRateProps) {
  if (measured === null) return <span className="text-ink-muted">–</span>;
  return (
    <>
      {formatRate(measured.rate, digits)}
      <span className="block text-xs text-ink-muted" title={measured.hits > measured.of ? CAPPED_MEANING : undefined}>
        {formatPartOf(measured.hits, measured.of)}
      </span>
    </>
  );
}

/** How far a rate can be believed: each bound holds with 95 %. */
export function MeasuredInterval({ measured, digits }: MeasuredRateProps) {
  if (measured === null) return <span className="text-ink-muted">–</span>;
  return (
    <>
      {formatRate(measured.lower, digits)} to {formatRate(measured.upper, digits)}
    </>
  );
}
