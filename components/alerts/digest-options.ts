const HOURS = 24;

/** Choices of who gets the daily digest when, by what the API takes; "" is none. */
export const DIGEST_OPTIONS = [
  { value: "", label: "No daily digest" },
  ...Array.from({ length: HOURS }, (_, hour) => ({
    value: String(hour),
    label: `Daily at ${String(hour).padStart(2, "0")}:00`,
  })),
];

export const digestValue = (hour: number | null): string => (hour === null ? "" : String(hour));
export const digestHour = (value: string): number | null => (value === "" ? null : Number(value));
