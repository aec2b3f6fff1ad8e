import type { MessageCounts } from "#lib/command-center/contract.ts";

/** Whether mail arrived and none of it could be seen being opened: no opens then say nothing. */
export function isUnmeasured({ delivered, measurable }: Pick<MessageCounts, "delivered" | "measurable">): boolean {
  return delivered > 0 && measurable === 0;
}
