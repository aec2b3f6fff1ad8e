import { describe, expect, it } from "vitest";
import { hoursClosedEverywhere } from "./plans.ts";

describe("hoursClosedEverywhere", () => {
  const zones = ["Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Chicago", "America/New_York"];
  const hours = Array.from({ length: 24 }, (_, hour) => hour);

  it.each(hours)("is open nowhere at %i:30 UTC, in summer and in winter", (hour) => {
    for (const month of ["01", "07"]) {
      const now = new Date(`2026-${month}-14T${String(hour).padStart(2, "0")}:30:00Z`);
      const { send_hours_start: start, send_hours_end: end } = hoursClosedEverywhere(now);
      for (const timeZone of zones) {
        const clock = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(now);
        expect(clock < start || clock >= end, `${clock} in ${timeZone}`).toBe(true);
      }
    }
  });
});
