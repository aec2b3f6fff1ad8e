import { type CadenceFacts, followupDelay } from "#lib/sequencing/policy/cadence.ts";

type CadenceStep = { step: number; delayHours: number; afterHours: number; isAtFloor: boolean };
export type CadenceLine = { reading: string; label: string; steps: CadenceStep[] };

const received = new Date(0);
const muchLater = new Date(86_400_000);
const neverRead: Omit<CadenceFacts, "step"> = {
  emailOpenCount: 0,
  hasClicked: false,
  hasOpened: false,
  lastSentAt: received,
  lastDeliveredAt: received,
  lastOpenedAt: null,
};
const opened = { ...neverRead, emailOpenCount: 1, hasOpened: true, lastOpenedAt: muchLater };

/** A prospect who reads every message the same way, for each tier of the cadence (SPEC §6). */
const readings: readonly { reading: string; label: string; facts: Omit<CadenceFacts, "step"> }[] = [
  { reading: "opened_often", label: "Opens three times or more", facts: { ...opened, emailOpenCount: 3 } },
  { reading: "clicked", label: "Clicks", facts: { ...opened, hasClicked: true } },
  { reading: "opened_at_once", label: "Opens within an hour", facts: { ...opened, lastOpenedAt: received } },
  { reading: "opened", label: "Opens later", facts: opened },
  { reading: "never_opened", label: "Never opens", facts: neverRead },
];

/** When each step would go out. `baseDelays`: hours before step 2, 3 …; `minDelayHours`: no delay is shorter. */
export function cadenceLines(baseDelays: readonly number[], minDelayHours: number): CadenceLine[] {
  return readings.map(({ reading, label, facts }) => ({
    reading,
    label,
    steps: stepsOf(facts, baseDelays, minDelayHours),
  }));
}

function stepsOf(
  facts: Omit<CadenceFacts, "step">,
  baseDelays: readonly number[],
  minDelayHours: number,
): CadenceStep[] {
  const steps: CadenceStep[] = [{ step: 1, delayHours: 0, afterHours: 0, isAtFloor: false }];
  for (const [index, base] of baseDelays.entries()) {
    const { hours, isAtFloor } = followupDelay({ ...facts, step: index + 1 }, base, minDelayHours);
    const before = steps.at(-1)?.afterHours ?? 0;
    steps.push({ step: index + 2, delayHours: hours, afterHours: before + hours, isAtFloor });
  }
  return steps;
}
