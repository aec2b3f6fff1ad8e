import { stateWord } from "./health-words.ts";

/** Choices of a filter by the guard's state. */
export const STATE_OPTIONS = [
  { value: "", label: "Any state" },
  ...["healthy", "watch", "throttled", "paused", "probation"].map((value) => ({
    value,
    label: stateWord(value).label,
  })),
];
