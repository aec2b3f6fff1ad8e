import { type CadenceFacts, type FollowupDelay, followupDelay } from "#lib/sequencing/policy/cadence.ts";
import type { DemoEvent, DemoMessage } from "./message.ts";

const hourMs = 3_600_000;

export function isHuman(event: DemoEvent): boolean {
  return !event.isMachine && (event.type === "opened" || event.type === "clicked");
}

/**
 * When the next message of a cycle is due by the engine's own cadence, and why: every open may bring it forward, up to the moment that
 * it leaves. `sent`: the cycle's messages so far, in epoch ms.
 */
export function followupAt(
  sent: readonly DemoMessage[],
  baseDelayHours: number,
): { at: number; delay: FollowupDelay } | null {
  const last = sent.at(-1);
  if (!last) return null;
  const signals = sent.flatMap((message) => message.events.filter(isHuman).map((event) => event.at));
  const moments = [last.sentAt, ...signals.filter((at) => at > last.sentAt).sort((a, b) => a - b)];
  for (const [index, from] of moments.entries()) {
    const delay = followupDelay(factsAt(sent, last, from), baseDelayHours);
    const at = Math.max(from, last.sentAt + delay.hours * hourMs);
    if (at < (moments[index + 1] ?? Number.POSITIVE_INFINITY)) return { at, delay };
  }
  return null;
}

function factsAt(sent: readonly DemoMessage[], last: DemoMessage, at: number): CadenceFacts {
  const seen = sent.flatMap((message) => message.events.filter((event) => isHuman(event) && event.at <= at));
  const delivered = last.events.find((event) => event.type === "delivered");
  const opened = last.events.find((event) => isHuman(event) && event.type === "opened" && event.at <= at);
  return {
    emailOpenCount: seen.filter((event) => event.type === "opened").length,
    hasClicked: seen.some((event) => event.type === "clicked"),
    hasOpened: seen.length > 0,
    step: last.step,
    lastSentAt: new Date(last.sentAt),
    lastDeliveredAt: delivered ? new Date(delivered.at) : null,
    lastOpenedAt: opened ? new Date(opened.at) : null,
  };
}
