import { formatCount, formatPlural, formatRate, formatScore } from "#lib/format/number.ts";
import type { HistoryAnswer, HistoryPoint, HistoryRange } from "#lib/history/contract.ts";

export const RANGES: readonly { value: HistoryRange; label: string; words: string }[] = [
  { value: "24h", label: "24 h", words: "24 hours" },
  { value: "7d", label: "7 days", words: "7 days" },
  { value: "30d", label: "30 days", words: "30 days" },
  { value: "90d", label: "90 days", words: "90 days" },
];

export type Line = { at: number; label: string; effect: "throttled" | "paused" };

/** What a chart can show of a point: a rate with the lines that the engine acts on, or the score. */
export type Measure = {
  key: "bounce_rate" | "complaint_rate" | "blocked_rate" | "open_rate" | "score";
  label: string;
  valueOf: (point: HistoryPoint) => number | null;
  format: (value: number) => string;
};

export const MEASURES: readonly [Measure, ...Measure[]] = [
  rateMeasure("bounce_rate", "Bounces", 1),
  rateMeasure("complaint_rate", "Complaints", 2),
  rateMeasure("blocked_rate", "Blocked", 1),
  rateMeasure("open_rate", "Opens", 0),
  { key: "score", label: "Score", valueOf: (point) => point.score, format: formatScore },
];

function rateMeasure(key: Exclude<Measure["key"], "score">, label: string, digits: number): Measure {
  return { key, label, valueOf: (point) => point[key], format: (value) => formatRate(value, digits) };
}

/** Where the score slows and stops a place (SPEC §3). */
const SCORE_LINES: readonly Line[] = [
  { at: 75, label: "half speed under 75", effect: "throttled" },
  { at: 40, label: "stops under 40", effect: "paused" },
];

/** The lines of a measure, to be drawn. */
export function linesOf(measure: Measure, lines: HistoryAnswer["lines"]): readonly Line[] {
  if (measure.key === "score") return SCORE_LINES;
  const line = lines[measure.key];
  if (line === null) return [];
  const side = measure.key === "open_rate" ? "under" : "at";
  return [
    ...(line.throttled === null
      ? []
      : [
          {
            at: line.throttled,
            label: `slows ${side} ${measure.format(line.throttled)}`,
            effect: "throttled" as const,
          },
        ]),
    ...(line.paused === null
      ? []
      : [{ at: line.paused, label: `stops ${side} ${measure.format(line.paused)}`, effect: "paused" as const }]),
  ];
}

/** A point's time as its axis and table show it, in the series' own zone. */
export function pointLabel(at: string, { step, range, time_zone }: HistoryAnswer): string {
  const isDay = step === "day";
  const options: Intl.DateTimeFormatOptions = isDay
    ? { month: "short", day: "numeric" }
    : { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...(range === "7d" ? { weekday: "short" } : {}) };
  return new Intl.DateTimeFormat("en-US", { ...options, timeZone: time_zone }).format(Date.parse(at));
}

/** The chart in a sentence or two. */
export function summariseHistory(history: HistoryAnswer): string {
  const { totals, points } = history;
  const words = RANGES.find((range) => range.value === history.range)?.words ?? history.range;
  if (totals.sent === 0) return `Nothing was sent in ${words}.`;
  const busiest = points.reduce((most, point) => (point.sent > most.sent ? point : most));
  const rates = [
    totals.bounce ? `${formatRate(totals.bounce.rate)} bounced` : null,
    totals.complaint ? `${formatRate(totals.complaint.rate, 2)} complained` : null,
    totals.open ? `${formatRate(totals.open.rate)} of the delivered were opened` : "opens were not measured",
  ].filter((text) => text !== null);
  const when = pointLabel(busiest.at, history);
  return `${formatPlural(totals.sent, "message")} in ${words}: ${rates.join(", ")}. Most in one ${history.step}: ${formatCount(busiest.sent)} (${when}).`;
}
