import clsx from "clsx";
import { TriangleAlert } from "lucide-react";
import { TONE_TEXT } from "#components/ui/tone.ts";
import { formatCount, formatRate } from "#lib/format/number.ts";
import type { PastLine } from "./line-words.ts";

type RateProps = { rate: number | null; part: number; of: number; digits?: number; past?: PastLine | null };

/** A rate above its sample, as in "3.0 %" over "6 of 200", and that it is past a line if it is. */
export function Rate({ rate, part, of, digits, past = null }: RateProps) {
  if (of === 0) return <span className="text-ink-muted">–</span>;
  return (
    <>
      {formatRate(rate, digits)}
      <span className="block text-xs text-ink-muted">
        {formatCount(part)} of {formatCount(of)}
      </span>
      {past ? (
        <span className={clsx("flex items-center justify-end gap-1 text-xs", TONE_TEXT[past.tone])}>
          <TriangleAlert aria-hidden="true" className="size-3" />
          {past.text}
        </span>
      ) : null}
    </>
  );
}
