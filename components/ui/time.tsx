"use client";
import { formatDateTime, formatRelative } from "#lib/format/time.ts";
import { useNow } from "./use-now.ts";

type TimeProps = {
  /** ISO instant. */
  value: string | null | undefined;
  /** IANA zone to show it in; the reader's own when left out. */
  zone?: string;
  /** Relative text first, the absolute one on hover; both are shown otherwise. */
  compact?: boolean;
  none?: string;
};

const STEP_MS = 10_000;

/** An instant, absolute with its zone and relative to now. */
export function Time({ value, zone, compact = false, none = "–" }: TimeProps) {
  const step = useNow(STEP_MS);
  if (!value) return <span className="text-ink-muted">{none}</span>;
  const instant = Date.parse(value);
  const absolute = formatDateTime(instant, zone);
  // The step lags behind by up to its length: what happened within it is not yet to come.
  const now = instant > step && instant < step + STEP_MS ? instant : step;
  const relative = formatRelative(instant, now);
  return (
    <time dateTime={value} title={compact ? absolute : undefined} className="whitespace-nowrap">
      {compact ? relative : absolute}
      {compact ? null : <span className="text-ink-muted"> · {relative}</span>}
    </time>
  );
}
