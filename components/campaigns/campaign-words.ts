import type { Tone } from "#components/ui/tone.ts";
import type { CampaignView } from "#lib/campaigns/contract.ts";
import type { CampaignMove } from "#lib/campaigns/queries.ts";
import { formatPlural } from "#lib/format/number.ts";

type Status = CampaignView["status"];

const STATUS: Record<Status, { label: string; tone: Tone; meaning: string }> = {
  draft: { label: "Draft", tone: "neutral", meaning: "Sends nothing until it is started." },
  active: { label: "Active", tone: "ok", meaning: "Prospects join it and get email." },
  paused: { label: "Paused", tone: "warn", meaning: "Its prospects wait where they are." },
  completed: { label: "Completed", tone: "info", meaning: "No further step is sent." },
  archived: { label: "Archived", tone: "neutral", meaning: "Kept for its history, out of use." },
};

export function campaignStatusWord(status: Status) {
  return STATUS[status];
}

/** Choices of the status filter. */
export const STATUS_OPTIONS = [
  { value: "", label: "Not archived" },
  ...Object.entries(STATUS).map(([value, { label }]) => ({ value, label })),
  { value: "all", label: "All" },
];

export type Move = {
  to: CampaignMove;
  label: string;
  done: string;
  /** What it does, asked before it is done; null for what is done at once. */
  warning: string | null;
  isDangerous: boolean;
};

const START: Move = {
  to: "active",
  label: "Start",
  done: "is active.",
  warning: "From the next run on, matching prospects join it and get email.",
  isDangerous: false,
};
const RESUME: Move = { to: "active", label: "Resume", done: "is active again.", warning: null, isDangerous: false };
const PAUSE: Move = { to: "paused", label: "Pause", done: "is paused.", warning: null, isDangerous: false };
const COMPLETE: Move = {
  to: "completed",
  label: "Complete",
  done: "is completed.",
  warning: "Prospects in its sequence get no further steps. A completed campaign cannot be restarted.",
  isDangerous: true,
};
const ARCHIVE: Move = {
  to: "archived",
  label: "Archive",
  done: "is archived.",
  warning: "Its queued emails are cancelled and nothing more is sent. It cannot be restored.",
  isDangerous: true,
};

const MOVES: Record<Status, readonly Move[]> = {
  draft: [START, ARCHIVE],
  active: [PAUSE, COMPLETE, ARCHIVE],
  paused: [RESUME, COMPLETE, ARCHIVE],
  completed: [ARCHIVE],
  archived: [],
};

/** What may be done with a campaign, the usual first. */
export function movesOf(status: Status): readonly Move[] {
  return MOVES[status];
}

/** "HVAC, Roofing · TX, Austin and 3 more"; none named means all. */
export function targetsText({
  target_trades: trades,
  target_locations: locations,
}: Pick<CampaignView, "target_trades" | "target_locations">): string {
  return `${few(trades, "Every trade")} · ${few(locations, "everywhere")}`;
}

function few(names: readonly string[], all: string): string {
  if (names.length === 0) return all;
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

/** "3 steps", or the settings' when it has none of its own. */
export function stepsText(steps: CampaignView["steps"]): string {
  return steps.length === 0 ? "steps from Settings" : formatPlural(steps.length, "step");
}
