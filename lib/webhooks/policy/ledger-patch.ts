import type { MessagePlan } from "./plan-message.ts";
import type { MessageSummary } from "./summarise-message.ts";

/** What changes on a ledger row. Times only ever move to earlier ones, except a click that turns out to be a machine's. */
export type LedgerPatch = {
  id: string;
  deliveredAt: Date | null;
  openedAt: Date | null;
  machineOpenedAt: Date | null;
  clickedAt: Date | null;
  isClickChanged: boolean;
  bouncedAt: Date | null;
  bounceType: string | null;
  bounceReason: string | null;
  complainedAt: Date | null;
  /** human opens more */
  opens: number;
  providerMessageId: string | null;
  /** true: the provider dropped it; false: a delivery proves that it did not; null: nothing said */
  isDropped: boolean | null;
};

const maxReasonLength = 1_000;

/** The ledger's part of a plan; null when the row stays as it is. `providerMessageId` is what the events call the message. */
export function ledgerPatch(plan: MessagePlan, providerMessageId: string | null): LedgerPatch | null {
  const { message, before, after } = plan;
  const learned = providerMessageId !== null && providerMessageId !== message.providerMessageId;
  if (!learned && isSame(before, after)) return null;
  return {
    id: message.id,
    deliveredAt: toDate(after.deliveredAt),
    openedAt: toDate(after.openedAt),
    machineOpenedAt: toDate(after.machineOpenedAt),
    clickedAt: toDate(after.clickedAt),
    isClickChanged: after.clickedAt !== before.clickedAt,
    bouncedAt: toDate(after.bouncedAt),
    bounceType: after.bounceType,
    bounceReason: after.bounceReason?.slice(0, maxReasonLength) ?? null,
    complainedAt: toDate(after.complainedAt),
    opens: after.openCount - before.openCount,
    providerMessageId: learned ? providerMessageId : null,
    isDropped: after.isDropped === before.isDropped ? null : after.isDropped,
  };
}

function toDate(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}

const fields = [
  "deliveredAt",
  "openedAt",
  "machineOpenedAt",
  "clickedAt",
  "bouncedAt",
  "bounceType",
  "bounceReason",
  "complainedAt",
  "openCount",
  "isDropped",
] as const satisfies (keyof MessageSummary)[];

function isSame(a: MessageSummary, b: MessageSummary): boolean {
  return fields.every((field) => a[field] === b[field]);
}
