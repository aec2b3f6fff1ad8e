import { cadence } from "./thresholds.ts";

export type CadenceFacts = {
  /** human opens in this cycle; missing in older records, then 0 */
  emailOpenCount?: number | null;
  hasClicked: boolean;
  hasOpened: boolean;
  /** messages sent in this cycle: 1 after the first */
  step: number;
  /** the last sent message; receipt is its delivery, else its sending */
  lastSentAt: Date | null;
  lastDeliveredAt: Date | null;
  lastOpenedAt: Date | null;
};

type Tier = {
  id: "opened_often" | "clicked" | "opened_at_once" | "opened" | "never_opened_twice" | "never_opened";
  label: string;
  addedHours: number;
  applies(facts: CadenceFacts): boolean;
};

function openedAtOnce({ lastOpenedAt, lastDeliveredAt, lastSentAt }: CadenceFacts): boolean {
  const received = lastDeliveredAt ?? lastSentAt;
  return (
    lastOpenedAt !== null && received !== null && lastOpenedAt.getTime() - received.getTime() <= cadence.openedAtOnceMs
  );
}

const neverOpened: Tier = {
  id: "never_opened",
  label: "Never opened",
  addedHours: cadence.neverOpenedHours,
  applies: () => true,
};

/** First that fits decides. This table is value, explanation and documentation at once (SPEC §6). */
export const cadenceTiers: readonly Tier[] = [
  {
    id: "opened_often",
    label: `Opened ${cadence.oftenOpenedCount} times or more`,
    addedHours: cadence.oftenOpenedHours,
    applies: (facts) => (facts.emailOpenCount ?? 0) >= cadence.oftenOpenedCount,
  },
  { id: "clicked", label: "Clicked", addedHours: cadence.clickedHours, applies: (facts) => facts.hasClicked },
  {
    id: "opened_at_once",
    label: "Opened within an hour of receipt",
    addedHours: cadence.openedAtOnceHours,
    applies: openedAtOnce,
  },
  { id: "opened", label: "Opened", addedHours: 0, applies: (facts) => facts.hasOpened },
  {
    id: "never_opened_twice",
    label: "Never opened, two messages or more",
    addedHours: cadence.neverOpenedHours + cadence.neverOpenedTwiceHours,
    applies: (facts) => facts.step >= 2,
  },
  neverOpened,
];

export type FollowupDelay = { hours: number; tier: Tier["id"]; label: string; isAtFloor: boolean };

/** The delay with the tier it comes from. `isAtFloor`: the tier asks for less than the minimum allows. */
export function followupDelay(
  facts: CadenceFacts,
  baseDelayHours: number,
  minDelayHours: number = cadence.minFollowupDelayHours,
): FollowupDelay {
  const tier = cadenceTiers.find((candidate) => candidate.applies(facts)) ?? neverOpened;
  const wanted = baseDelayHours + tier.addedHours;
  return {
    hours: Math.max(wanted, minDelayHours),
    tier: tier.id,
    label: tier.label,
    isAtFloor: wanted < minDelayHours,
  };
}

/** Hours between the last message and the next (SPEC §6). `baseDelayHours`: the campaign step's, else sequence_delay_hours. */
export function requiredFollowupDelayHours(
  facts: CadenceFacts,
  baseDelayHours: number,
  minDelayHours: number = cadence.minFollowupDelayHours,
): number {
  return followupDelay(facts, baseDelayHours, minDelayHours).hours;
}
