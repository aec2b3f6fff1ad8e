import type { Random } from "../random.ts";
import { dayMs, hourMs } from "./calendar.ts";

/** What a person recorded after a reply, and when; the last one is the prospect's status. */
export type Answer = { status: string; at: number };

const outcomes = [
  { path: ["interested"], weight: 40 },
  { path: ["lost"], weight: 20 },
  { path: ["interested", "demo_scheduled"], weight: 14 },
  { path: ["interested", "demo_scheduled", "demo_completed"], weight: 10 },
  { path: ["interested", "demo_scheduled", "demo_completed", "proposal_sent"], weight: 8 },
  { path: ["interested", "demo_scheduled", "demo_completed", "proposal_sent", "won"], weight: 8 },
] as const;

/** The way of a prospect through sales after its reply, as far as it has come by `now`; days lie between two steps. */
export function answersAfter(random: Random, repliedAt: number, now: number): Answer[] {
  const { path } = random.weighted(outcomes);
  const answers: Answer[] = [];
  let at = repliedAt;
  for (const status of path) {
    if (at >= now) break;
    answers.push({ status, at });
    at += random.between(1, 5) * dayMs + random.between(-3, 3) * hourMs;
  }
  return answers;
}
