import clsx from "clsx";
import { TriangleAlert } from "lucide-react";
import { TONE_TEXT } from "#components/ui/tone.ts";
import { formatCount, formatRate } from "#lib/format/number.ts";
import type { PastLine } from "./line-words.ts";

type RateProps = { rate: number | null; part: number; of: number; digits?: number; past?: PastLine | null };

/** Rates are kept to four decimals. */
const SAME = 0.0001;

/**
 * A rate above its sample, as in "3.0 %" over "6 of 200", and that it is past a line if it is. A judged rate may leave out the last hour,
 * whose notices are still on their way (SPEC §3): it then says so, because it is not the sample's.
 */
export function Rate({ rate, part, of, digits, past = null }: RateProps) {
  if (of === 0) return <span className="text-ink-muted">–</span>;
  const isSettledOnly = rate !== null && Math.abs(rate - part / of) > SAME;
  return (
    <>
      {formatRate(rate, digits)}
      <span className="block text-xs text-ink-muted">
        {formatCount(part)} of {formatCount(of)}
      </span>
      {isSettledOnly ? (
        <span className="ml-auto block max-w-20 text-xs whitespace-normal text-ink-muted">
          rate without the last hour
        </span>
      ) : null}
      {past ? (
        <span className={clsx("flex items-center justify-end gap-1 text-xs", TONE_TEXT[past.tone])}>
          <TriangleAlert aria-hidden="true" className="size-3" />
          {past.text}
        </span>
      ) : null}
    </>
  );
}
