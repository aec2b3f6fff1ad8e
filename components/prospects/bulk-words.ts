import { formatCount } from "#lib/format/number.ts";
import type { BulkPreview } from "#lib/prospects/contract-bulk.ts";
import type { BulkAction } from "#lib/prospects/types.ts";

type Words = {
  button: string;
  title: string;
  confirm: string;
  about: string;
  isDangerous?: boolean;
  hasReason?: boolean;
};

export const BULK_WORDS: Record<BulkAction, Words> = {
  assign_owner: {
    button: "Assign owner…",
    title: "Assign an owner",
    confirm: "Assign",
    about: "The owner of before is replaced. It can be changed again at any time.",
  },
  assign_campaign: {
    button: "Assign campaign…",
    title: "Assign a campaign",
    confirm: "Assign",
    about: "Only those before the first message of a cycle can join; the others stay where they are.",
  },
  stop: {
    button: "Stop…",
    title: "Stop the sequence",
    confirm: "Stop",
    about: "What is queued is cancelled. Each can be undone on its own page for 15 minutes, and returned later.",
    hasReason: true,
  },
  suppress: {
    button: "Suppress…",
    title: "Suppress the addresses",
    confirm: "Suppress",
    about: "These addresses get no more email. Only an admin can undo this.",
    isDangerous: true,
    hasReason: true,
  },
  verify: {
    button: "Verify again…",
    title: "Verify the addresses again",
    confirm: "Verify",
    about:
      "Only those before the first message of a cycle; the others are refused, one by one. Nothing is sent to them until their address is checked. This cannot be undone.",
  },
};

export function prospectsText(count: number): string {
  return count === 1 ? "1 prospect" : `${formatCount(count)} prospects`;
}

/** What a change would do, in counts: "21 prospects will change, 186 will not." */
export function forecastText({ ids, unchanged }: BulkPreview): string {
  const rest = unchanged.reduce((sum, { count }) => sum + count, 0);
  if (ids.length === 0) return "None of them would change.";
  return rest === 0
    ? `${prospectsText(ids.length)} will change.`
    : `${prospectsText(ids.length)} will change, ${formatCount(rest)} will not.`;
}
