import { Cron } from "croner";
import type { JobSchedule } from "../catalogue.ts";

/** When a job's clock starts it next, after `now`; null when no clock does. `timeZone` is the tenant's `send_timezone`. */
export function nextRunAt(schedule: JobSchedule | null, timeZone: string, now: Date): Date | null {
  if (schedule === null) return null;
  const [pattern, timezone] =
    schedule.kind === "cron" ? [schedule.cron, "UTC"] : [`0 ${schedule.hour} * * *`, timeZone];
  return new Cron(pattern, { timezone }).nextRun(now);
}

/**
 * Whether an hourly clock that ticks at `now` is the one that starts a daily job at this local hour (SPEC §9: re-contact at 05:00
 * in send_timezone). In zones that are not whole hours from UTC it is the tick within that hour.
 */
export function isLocalHour(now: Date, timeZone: string, hour: number): boolean {
  const text = new Intl.DateTimeFormat("en-US", { timeZone, hour: "2-digit", hourCycle: "h23" }).format(now);
  return Number(text) === hour;
}
