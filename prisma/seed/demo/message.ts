import type { FollowupDelay } from "#lib/sequencing/policy/cadence.ts";
import type { DemoMailbox } from "./senders.ts";

export type DemoEvent = {
  type: "delivered" | "bounced" | "blocked" | "opened" | "clicked" | "complained" | "unsubscribed";
  at: number;
  isMachine: boolean;
};

export type DemoMessage = {
  id: string;
  cycle: number;
  step: number;
  mailbox: DemoMailbox;
  sentAt: number;
  /** why it left when it did; null of a first message */
  delay: FollowupDelay | null;
  events: DemoEvent[];
};
