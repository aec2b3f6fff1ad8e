import { formatCount, formatRate } from "#lib/format/number.ts";

type RateProps = { rate: number | null; part: number; of: number; digits?: number };

/** A rate above its sample, as in "3.0 %" over "6 of 200". */
export function Rate({ rate, part, of, digits }: RateProps) {
  if (of === 0) return <span className="text-ink-muted">–</span>;
  return (
    <>
      {formatRate(rate, digits)}
      <span className="block text-xs text-ink-muted">
        {formatCount(part)} of {formatCount(of)}
      </span>
    </>
  );
}
