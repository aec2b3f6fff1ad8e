import type { CampaignFacts } from "./campaign-steps.ts";

type Status = CampaignFacts["status"];

const moves: Record<Status, readonly Status[]> = {
  draft: ["active", "archived"],
  active: ["paused", "completed", "archived"],
  paused: ["active", "completed", "archived"],
  completed: ["archived"],
  archived: [],
};

/** Whether a campaign may go from one status to another; to stay is no move. */
export function mayMove(from: Status, to: Status): boolean {
  return moves[from].includes(to);
}

/** Statuses in which nothing of the campaign is sent. */
export function isSilent(status: Status): boolean {
  return status !== "active";
}
