import clsx from "clsx";
import { TriangleAlert } from "lucide-react";
import { TONE_TEXT } from "#components/ui/tone.ts";
import { formatRate } from "#lib/format/number.ts";
import type { PastLine } from "./line-words.ts";
import { type RateSample, sampleMeaning, sampleText } from "./rate-sample.ts";

type RateProps = { rate: number | null; sample: RateSample; digits?: number; past?: PastLine | null };

/** A rate above the counts it was made from, as in "3.0 %" over "6 of 200", and that it is past a line if it is. */
export function Rate({ rate, sample, digits, past = null }: RateProps) {
  const isNothing = sample.of === 0;
  if (isNothing && sample.part === 0) return <span className="text-ink-muted">–</span>;
  return (
    <>
      {isNothing ? "–" : formatRate(rate, digits)}
      <span className="block text-xs text-ink-muted" title={sampleMeaning(sample)}>
        {sampleText(sample)}
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
