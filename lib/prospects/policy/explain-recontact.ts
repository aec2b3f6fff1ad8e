import { cooledDownBefore } from "#lib/recontact/policy/cooldown.ts";
import type { Settings } from "#lib/settings/contract.ts";
import { describeReason, type QueueReason, type RecontactReason, type RecontactStop } from "#lib/shared/reasons.ts";

export type RecontactFacts = {
  status: string;
  step: number;
  cycle: number;
  holdReason: string | null;
  lastEmailSentAt: Date | null;
  /** false: turned off for the whole installation */
  isAvailable: boolean;
  settings: Pick<Settings, "is_active" | "recontact_enabled" | "recontact_cooldown_days" | "max_recontact_cycles">;
};

export type RecontactOutlook = {
  /** when the cooldown is over, or was */
  restedAt: Date;
  isRested: boolean;
  /** why it does not return as things stand; null: a daily run takes it */
  refusal: Refusal | null;
};

type Refusal = Extract<RecontactReason, "cycles_over"> | RecontactStop | Extract<QueueReason, "engine_off">;

/** Holds that a new cycle ends, as their words say (SPEC §9): held by the gate, finished, overdue, or without a next step. */
const endedByRecontact = new Set([
  "engagement_gate",
  "sequence_finished",
  "cooldown",
  "no_campaign_step",
  "other_transport",
  "step_not_sent",
]);
/** Of these nothing else ends them. */
const endedByNothingElse = new Set(["sequence_finished", "cooldown"]);

/** Whether and from when re-contact ends what holds a prospect; null for what it does not end. */
export function explainRecontact(facts: RecontactFacts, now: Date): RecontactOutlook | null {
  const { status, step, holdReason, lastEmailSentAt, settings } = facts;
  if (status !== "contacted" || step < 1 || lastEmailSentAt === null) return null;
  if (!endedByRecontact.has(holdReason ?? "")) return null;
  const sinceCutoffMs = lastEmailSentAt.getTime() - cooledDownBefore(settings, now).getTime();
  return {
    restedAt: new Date(now.getTime() + sinceCutoffMs),
    isRested: sinceCutoffMs <= 0,
    refusal: refusalOf(facts),
  };
}

/** What lasts longest first: a tenant's settings change sooner than its last cycle begins anew. */
function refusalOf({ cycle, isAvailable, settings }: RecontactFacts): Refusal | null {
  if (cycle >= settings.max_recontact_cycles) return "cycles_over";
  if (!isAvailable) return "recontact_unavailable";
  if (!settings.recontact_enabled) return "recontact_off";
  return settings.is_active ? null : "engine_off";
}

/** What ends a hold that nothing but re-contact ends, as it stands; null where the words of the hold itself are right. */
export function clearedByRecontact(reason: string | null, outlook: RecontactOutlook | null): string | null {
  if (outlook === null || !endedByNothingElse.has(reason ?? "")) return null;
  if (outlook.refusal) return describeReason(outlook.refusal).clears;
  return outlook.isRested ? "the next re-contact run" : null;
}
