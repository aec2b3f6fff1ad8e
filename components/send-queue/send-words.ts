import type { Tone } from "#components/ui/tone.ts";
import type { SendStatus } from "#lib/send-queue/contract.ts";
import { placeInCycle } from "#lib/shared/cycle-words.ts";

type Word = { label: string; tone: Tone };

const STATUS: Record<SendStatus, Word> = {
  queued: { label: "Planned", tone: "neutral" },
  claimed: { label: "Being written", tone: "info" },
  sending: { label: "Being sent", tone: "info" },
  sent: { label: "Sent", tone: "ok" },
  unknown: { label: "Outcome unknown", tone: "warn" },
  failed: { label: "Failed", tone: "bad" },
  cancelled: { label: "Cancelled", tone: "neutral" },
  skipped: { label: "Skipped", tone: "neutral" },
};

/** What a message's status is called; one the console does not know yet keeps its code. */
export function sendStatusWord(status: string): Word {
  return status in STATUS ? STATUS[status as SendStatus] : { label: status, tone: "neutral" };
}

/** Choices of the status filter, by what the URL says. */
export const SEND_STATUS_OPTIONS = [
  { value: "open", label: "Still to go" },
  { value: "all", label: "All of today" },
  ...Object.entries(STATUS).map(([value, { label }]) => ({ value, label })),
];

const MOST_STEPS = 6;

/** Choices of the step filter: as many as a sequence has by the settings, once they are read, and the one that the URL asks for. */
export function stepOptions(most: number | undefined, chosen: string | null): { value: string; label: string }[] {
  const steps = Array.from({ length: most ?? MOST_STEPS }, (_, index) => String(index + 1));
  const values = chosen === null || steps.includes(chosen) ? steps : [...steps, chosen];
  return [{ value: "", label: "Any step" }, ...values.map((value) => ({ value, label: `Step ${value}` }))];
}

/** Which message of its sequence: "Step 2", "Step 1 · cycle 3", "Win-back". */
export function sendPlace(send: { kind: string; sequence_step: number; re_contact_cycle: number }): string {
  const step = send.kind === "winback" ? "Win-back" : `Step ${send.sequence_step}`;
  return placeInCycle(step, send.re_contact_cycle);
}
