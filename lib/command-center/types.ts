import type { MessageCounts } from "./contract.ts";

export type Signal = { at: Date; type: string; prospect_id: string; who: string | null };
export type Run = { id: string; function_id: string; status: string; finished_at: Date | null; counts: unknown };
export type Move = {
  at: Date;
  scope_kind: string;
  scope_id: string;
  name: string | null;
  from_state: string;
  to_state: string;
  reason: string | null;
  actor_kind: string;
  actor_label: string;
};
export type Change = { at: Date; actor_label: string; action: string; target_kind: string; target_id: string | null };
/** Messages sent on a day of the sending zone; `at`: its end, or now for today. */
export type DaySent = MessageCounts & { label: string; at: Date };

export type ActivityFacts = {
  signals: readonly Signal[];
  runs: readonly Run[];
  moves: readonly Move[];
  changes: readonly Change[];
  days: readonly DaySent[];
};
