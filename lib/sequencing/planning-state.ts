import type { LoadedSenders } from "#lib/sending/load-senders.ts";
import type { Settings } from "#lib/settings/contract.ts";
import type { PassOverReason } from "#lib/shared/reasons.ts";
import type { DayBook } from "./day-book.ts";
import { endOfDay, isImmediate, remainingHalfHours, type Slot, slotAllowance, slotOf } from "./policy/pacing.ts";
import { dayUsedUp, isFit } from "./used-up.ts";

/** What is fixed for one run: its moment, and what follows from it. */
export type RunFrame = {
  tenantId: string;
  settings: Settings;
  now: Date;
  slot: Slot;
  /** midnight in send_timezone: a run plans for one calendar day */
  dayEnd: Date;
  /** `2026-06-10` in send_timezone */
  day: string;
  halfHours: number;
};

export function runFrame(tenantId: string, settings: Settings, now: Date, day: string): RunFrame {
  return {
    tenantId,
    settings,
    now,
    slot: slotOf(now),
    dayEnd: endOfDay(settings.send_timezone, now),
    day,
    halfHours: remainingHalfHours(settings, now),
  };
}

/** Key of the half hour's own count in capacity_days. */
export function slotKey({ slot }: RunFrame): string {
  return slot.start.toISOString();
}

/** What the day still allows (SPEC §6): the tenant's limit ∩ the sum of what its domains may, with mailboxes fit to send. */
export function dayAllowance({ settings }: RunFrame, senders: LoadedSenders, book: DayBook): number {
  const byDomain = new Map<string, number>();
  for (const sender of senders.senders.values()) {
    if (!isFit(sender)) continue;
    const left = Math.max(0, sender.cap - book.used("mailbox", sender.mailboxId));
    byDomain.set(sender.domainId, (byDomain.get(sender.domainId) ?? 0) + left);
  }
  let sum = 0;
  for (const [domainId, left] of byDomain) {
    sum += Math.min(left, Math.max(0, (senders.domains.get(domainId)?.cap ?? 0) - book.used("domain", domainId)));
  }
  return Math.min(sum, Math.max(0, settings.daily_email_limit - book.used("tenant", "")));
}

export type Allowance = {
  /** messages this run may still queue */
  total: number;
  /** of these, over mailboxes that are spread over the half hour */
  paced: number;
  /** why `total` is 0; null while it is more */
  usedUp: PassOverReason | null;
};

/** How much a run may queue now. Only mailboxes that send at once may go beyond the half hour's share. */
export function runAllowance(frame: RunFrame, senders: LoadedSenders, book: DayBook): Allowance {
  const day = dayAllowance(frame, senders, book);
  const paced = slotAllowance(day, book.used("slot", slotKey(frame)), frame.halfHours);
  const isAnyImmediate = [...senders.senders.values()].some(
    (sender) => isFit(sender) && isImmediate(frame.settings, sender.transport),
  );
  const total = isAnyImmediate ? day : paced;
  const usedUp = total > 0 ? null : (dayUsedUp(frame.settings.daily_email_limit, senders, book) ?? "slot_allowance");
  return { total, paced, usedUp };
}

/** May any mailbox send at all, caps aside? */
export function hasFitSender(senders: LoadedSenders): boolean {
  return [...senders.senders.values()].some(isFit);
}
