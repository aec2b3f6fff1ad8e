"use client";
import clsx from "clsx";
import { useNow } from "#components/ui/use-now.ts";
import { daysIn } from "./day-list.ts";
import type { DraftValue, SettingName } from "./setting-field.ts";
import {
  clockIn,
  clockText,
  DAY_MINUTES,
  isOpenDay,
  isOpenNow,
  minutesAhead,
  minutesOf,
  WEEKDAYS,
  type WindowDraft,
  windowSentence,
} from "./window-facts.ts";

const MINUTE_MS = 60_000;
const TICKS = [0, 6, 12, 18, 24];

const share = (minutes: number) => `${(100 * minutes) / DAY_MINUTES}%`;

type Drawn = { drafted: (name: SettingName) => DraftValue | undefined };

/** The send window as it stands in the form: a day in the send zone with this moment on it, the days of the week, and the same in words. */
export function WindowDrawing({ drafted }: Drawn) {
  const now = useNow(MINUTE_MS);
  const draft = draftOf(drafted);
  const sentence = windowSentence(draft);
  const clock = clockIn(draft.zone, now);
  if (sentence === null || clock === null) {
    return <p className="text-ink-muted">Enter a start, a later end and a time zone to see the send window here.</p>;
  }
  const isOpen = isOpenNow(draft, now) === true;
  return (
    <figure className="flex flex-col gap-3">
      <div aria-hidden="true" className="flex flex-col gap-2">
        <Day draft={draft} minute={clock.minute} />
        <Week draft={draft} today={clock.weekday} />
      </div>
      <figcaption className="text-sm">
        {sentence} In {draft.zone} it is {clockText(clock.minute)} now: {isOpen ? "open" : "closed"}.{" "}
        <OwnTime draft={draft} now={now} />
      </figcaption>
    </figure>
  );
}

function draftOf(drafted: Drawn["drafted"]): WindowDraft {
  return {
    start: String(drafted("send_hours_start")),
    end: String(drafted("send_hours_end")),
    zone: String(drafted("send_timezone")),
    weekdaysOnly: drafted("send_weekdays_only") === true,
    hasHolidays: drafted("holidays_enabled") === true,
    closedDays: daysIn(String(drafted("own_holidays") ?? "")).map(({ date }) => date),
  };
}

function Day({ draft, minute }: { draft: WindowDraft; minute: number }) {
  const [start, end] = [minutesOf(draft.start) ?? 0, minutesOf(draft.end) ?? 0];
  return (
    <div>
      <div className="relative h-8 overflow-hidden rounded-md border border-line bg-sunken">
        <div className="absolute inset-y-0 bg-ok-soft" style={{ left: share(start), width: share(end - start) }} />
        <span
          className="absolute top-1/2 -translate-x-1/2 -translate-y-1/2 text-xs font-medium whitespace-nowrap text-ok"
          style={{ left: `clamp(3rem, ${share((start + end) / 2)}, calc(100% - 3rem))` }}
        >
          {clockText(start)}–{clockText(end)}
        </span>
        <div className="absolute inset-y-0 w-0.5 bg-ink" style={{ left: share(minute) }} />
      </div>
      <div className="mt-1 flex justify-between text-xs text-ink-muted tabular-nums">
        {TICKS.map((hour) => (
          <span key={hour}>{String(hour).padStart(2, "0")}</span>
        ))}
      </div>
    </div>
  );
}

function Week({ draft, today }: { draft: WindowDraft; today: number }) {
  return (
    <div className="grid max-w-md grid-cols-7 gap-1 text-center text-xs">
      {WEEKDAYS.map((day, index) => (
        <span
          key={day}
          className={clsx(
            "rounded-md border py-1",
            isOpenDay(draft, index)
              ? "border-transparent bg-ok-soft text-ok"
              : "border-line text-ink-muted line-through",
            index === today && "font-semibold ring-1 ring-line-strong",
          )}
        >
          {day}
        </span>
      ))}
    </div>
  );
}

/** The same hours by the reader's own clock, where that differs. */
function OwnTime({ draft, now }: { draft: WindowDraft; now: number }) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const ahead = minutesAhead(own, draft.zone, now);
  const [start, end] = [minutesOf(draft.start), minutesOf(draft.end)];
  if (ahead === 0 || start === null || end === null || end - start === DAY_MINUTES) return null;
  return (
    <span className="text-ink-muted">
      For a prospect there that is {clockText(start + ahead)} to {clockText(end + ahead)} by your clock ({own}).
    </span>
  );
}
