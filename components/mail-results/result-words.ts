import { formatCount, formatRate } from "#lib/format/number.ts";
import type { Measured } from "#lib/history/contract.ts";
import type { MailResults } from "#lib/mail-results/contract.ts";

/** Under so many a rate says little: one more changes it by over three percentage points. */
const FEW = 30;

/** Whether a rate of so many says little. */
export function isFew(of: number): boolean {
  return of < FEW;
}

/** "27.1 % to 35.2 %": where the rate lies, each bound with 95 %. */
export function likelyRange({ lower, upper }: Measured): string {
  return `${formatRate(lower)} to ${formatRate(upper)}`;
}

/** "186 sent", "29.2 % opened", "3.1 % of 97 replied": what a phone shows of the table's columns. */
export function resultParts({ sent, rates: { opened, replied } }: MailResults): string[] {
  return [
    `${formatCount(sent)} sent`,
    ...(opened ? [`${formatRate(opened.rate)} opened`] : []),
    ...(replied ? [`${formatRate(replied.rate)} of ${formatCount(replied.of)} replied`] : []),
  ];
}

export type CountingRule = { name: string; rule: string };

/** How the figures are counted that all results have, as the page explains it. */
export const SHARED_RULES: readonly CountingRule[] = [
  { name: "Delivered and bounced", rule: "of the messages sent." },
  {
    name: "Opened",
    rule: "at least once, of the delivered messages whose opens can be measured. Opens and clicks of machines do not count.",
  },
  { name: "Clicked", rule: "at least once, of the messages delivered." },
  {
    name: "Replied and unsubscribed",
    rule: "of the prospects contacted. It counts for the last message before it, and once for each prospect. Automatic replies do not count; complaints count as unsubscribed.",
  },
  { name: "Likely", rule: "where a rate lies when chance is taken into account; each end holds with 95 %." },
];
