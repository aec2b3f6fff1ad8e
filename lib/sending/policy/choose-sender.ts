import { type TransportFacts, transportProblem } from "#lib/sequencing/policy/transport.ts";
import type { PassOverReason } from "#lib/shared/reasons.ts";
import { followupWaitMs } from "./capacity-thresholds.ts";
import { PassedOver, type PassedOverEntry } from "./passed-over.ts";
import { type RotationFacts, rotationStart } from "./rotation.ts";
import { type SenderFacts, unavailableSince } from "./sender.ts";

/** A mailbox with the verdict on it, worked out once per batch. */
export type Sender = SenderFacts & { problem: PassOverReason | null };

export type SenderPool = {
  /** every mailbox by id */
  byId: ReadonlyMap<string, Sender>;
  /** the switched-on ones, sorted by id: the round-robin goes over these */
  active: readonly Sender[];
};

export type ChoiceFacts = RotationFacts &
  TransportFacts & {
    /** who sent the latest message of this cycle; null before the first */
    cycleMailboxId: string | null;
    /** who sent step 1 of the cycle before; goes last */
    previousCycleMailboxId: string | null;
    /** since when this prospect has been waiting for its mailbox, from its last decision */
    waitingSince: Date | null;
  };

/** Room for one more message: when it would leave, or what is in the way and until when. */
export type Room = { scheduledAt: Date } | { reason: PassOverReason; retryAt: Date };

export type SenderChoice =
  | {
      kind: "selected";
      sender: Sender;
      scheduledAt: Date;
      /** the mailbox of the cycle goes on, so the message may answer the one before */
      continuesThread: boolean;
      passedOver: PassedOverEntry[];
    }
  | {
      kind: "none";
      reason: PassOverReason;
      retryAt: Date;
      waitingSince: Date | null;
      /** the mailbox of the cycle that cannot send at present, and until when nobody else may go on in its place */
      waitsFor: { sender: Sender; takeOverAt: Date } | null;
      passedOver: PassedOverEntry[];
    };

/**
 * Chooses the mailbox for one message, or none, with every mailbox that was passed over and why (SPEC §5). Nothing is ever sent
 * anyway. `room` answers caps, gap, half-hour share and window of a mailbox that is otherwise fit. `unhealthyRetryAt`: when to
 * look again where only health is in the way.
 */
export function chooseSenderProfile(
  facts: ChoiceFacts,
  pool: SenderPool,
  room: (sender: Sender) => Room,
  times: { now: Date; unhealthyRetryAt: Date },
): SenderChoice {
  const own = facts.step > 1 && facts.rotation === "per_cycle" ? pool.byId.get(facts.cycleMailboxId ?? "") : undefined;
  if (!own) return firstWithRoom(inOrder(facts, pool), facts, room, times, new PassedOver());
  const problem = own.problem ?? transportProblemOf(own, facts);
  if (problem === null) return stayWith(own, pool, room);
  const since = earliest(facts.waitingSince, unavailableSince(own)) ?? times.now;
  const takeOverAt = new Date(since.getTime() + followupWaitMs);
  if (takeOverAt > times.now) return waitFor(own, pool, problem, { ...times, since, takeOverAt });
  const passedOver = new PassedOver();
  passedOver.add(problem, own);
  const others = inOrder(facts, pool).filter((sender) => sender !== own);
  const sameDomainFirst = [
    ...others.filter((sender) => sender.domainId === own.domainId),
    ...others.filter((sender) => sender.domainId !== own.domainId),
  ];
  const choice = firstWithRoom(sameDomainFirst, facts, room, times, passedOver);
  return choice.kind === "none" ? { ...choice, waitingSince: since } : choice;
}

/** A healthy mailbox keeps its follow-ups: caps, gaps and windows make them wait. */
function stayWith(own: Sender, pool: SenderPool, room: (sender: Sender) => Room): SenderChoice {
  const answer = room(own);
  if ("scheduledAt" in answer) {
    return { kind: "selected", sender: own, scheduledAt: answer.scheduledAt, continuesThread: true, passedOver: [] };
  }
  const passedOver = othersWait(own, pool, answer.reason);
  return { kind: "none", ...answer, waitingSince: null, waitsFor: null, passedOver };
}

function waitFor(
  own: Sender,
  pool: SenderPool,
  reason: PassOverReason,
  times: { unhealthyRetryAt: Date; since: Date; takeOverAt: Date },
): SenderChoice {
  const retryAt = earliest(times.unhealthyRetryAt, times.takeOverAt) ?? times.takeOverAt;
  const waitsFor = { sender: own, takeOverAt: times.takeOverAt };
  const passedOver = othersWait(own, pool, reason);
  return { kind: "none", reason, retryAt, waitingSince: times.since, waitsFor, passedOver };
}

function othersWait(own: Sender, pool: SenderPool, reason: PassOverReason): PassedOverEntry[] {
  const passedOver = new PassedOver();
  passedOver.add(reason, own);
  for (const sender of pool.active) if (sender !== own) passedOver.add("other_mailbox_of_cycle", sender);
  return passedOver.entries();
}

/** Round-robin; the mailbox of the previous cycle's first message goes last. */
function inOrder(facts: ChoiceFacts, { active }: SenderPool): Sender[] {
  const start = rotationStart(facts, active.length);
  const turned = [...active.slice(start), ...active.slice(0, start)];
  if (facts.cycle === 0) return turned;
  const isPrevious = (sender: Sender) => sender.mailboxId === facts.previousCycleMailboxId;
  return [...turned.filter((sender) => !isPrevious(sender)), ...turned.filter(isPrevious)];
}

function transportProblemOf(sender: Sender, facts: ChoiceFacts): PassOverReason | null {
  return transportProblem(facts, sender.transport) === null ? null : "transport_mismatch";
}

function firstWithRoom(
  candidates: readonly Sender[],
  facts: ChoiceFacts,
  room: (sender: Sender) => Room,
  times: { unhealthyRetryAt: Date },
  passedOver: PassedOver,
): SenderChoice {
  let soonest: { reason: PassOverReason; retryAt: Date } | null = null;
  for (const sender of candidates) {
    const problem = sender.problem ?? transportProblemOf(sender, facts);
    const answer = problem === null ? room(sender) : { reason: problem, retryAt: times.unhealthyRetryAt };
    if ("scheduledAt" in answer) {
      const { scheduledAt } = answer;
      return { kind: "selected", sender, scheduledAt, continuesThread: false, passedOver: passedOver.entries() };
    }
    passedOver.add(answer.reason, sender);
    if (problem === null && (soonest === null || answer.retryAt < soonest.retryAt)) soonest = answer;
  }
  const { reason, retryAt } = soonest ?? { reason: "no_sendable_mailbox", retryAt: times.unhealthyRetryAt };
  return { kind: "none", reason, retryAt, waitingSince: null, waitsFor: null, passedOver: passedOver.entries() };
}

function earliest(...moments: (Date | null)[]): Date | null {
  const known = moments.filter((moment) => moment !== null);
  return known.length === 0 ? null : new Date(Math.min(...known.map((moment) => moment.getTime())));
}
