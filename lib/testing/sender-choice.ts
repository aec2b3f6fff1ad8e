import type { ChoiceFacts, Room, Sender, SenderChoice, SenderPool } from "#lib/sending/policy/choose-sender.ts";
import { type SenderFacts, senderProblem } from "#lib/sending/policy/sender.ts";
import type { PassOverReason } from "#lib/shared/reasons.ts";

export const now = new Date("2026-06-10T16:00:00Z");
export const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
export const times = { now, unhealthyRetryAt: later(1) };
export const settings = { mailbox_health_threshold: 40, require_domain_auth: false };
const simulator = { isSimulated: true, isLocal: true };
export const healthy = { state: "healthy" as const, since: null };

/** Mailbox `index` of the domain `domain`. */
export function sender(index: number, domain: string, change: Partial<SenderFacts> = {}): Sender {
  const facts: SenderFacts = {
    mailboxId: `01980000-0000-7000-8000-00000000000${index}`,
    fromEmail: `box${index}@${domain}.test`,
    domainId: domain,
    domain: `${domain}.test`,
    connectionId: "c",
    transport: simulator,
    isActive: true,
    archivedAt: null,
    isDomainAuthenticated: true,
    dailyLimit: 40,
    throttle: { mailbox: "normal", domain: "normal" },
    guard: { mailbox: healthy, domain: healthy, connection: healthy },
    score: 100,
    backAt: null,
    ...change,
  };
  return { ...facts, problem: senderProblem(facts, settings) };
}

export function poolOf(...senders: Sender[]): SenderPool {
  return { byId: new Map(senders.map((s) => [s.mailboxId, s])), active: senders.filter((s) => s.isActive) };
}

export const facts: ChoiceFacts = {
  prospectId: "01980000-0000-7000-8000-000000000000",
  step: 1,
  cycle: 0,
  rotation: "per_cycle",
  isDemo: false,
  cycleIsSimulated: null,
  cycleMailboxId: null,
  previousCycleMailboxId: null,
  waitingSince: null,
};
export const roomy = (): Room => ({ scheduledAt: now });
export const full =
  (ids: Record<string, PassOverReason>, hours = 8) =>
  (s: Sender): Room => {
    const reason = ids[s.mailboxId];
    return reason ? { reason, retryAt: later(hours) } : { scheduledAt: now };
  };
export const paused = {
  guard: { mailbox: { state: "paused" as const, since: later(-1) }, domain: healthy, connection: healthy },
};
export const a1 = sender(1, "a");
export const a2 = sender(2, "a");
export const b3 = sender(3, "b");
export const nameOf = (choice: SenderChoice) => (choice.kind === "selected" ? choice.sender.fromEmail : choice.reason);
