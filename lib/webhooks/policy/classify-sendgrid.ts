import type { BounceClass, MachineReason } from "../types.ts";
import { isScannerAgent } from "./scanner-agents.ts";
import type { WishReason } from "./wish-reason.ts";

export type Classified = { type: string; bounceClass: BounceClass | null; machineReason: MachineReason | null };

type Fields = {
  event: string;
  type: string | null;
  bounceClassification: string | null;
  userAgent: string | null;
  isMachineOpen: boolean;
};

const sameName: Record<string, string> = {
  delivered: "delivered",
  deferred: "deferred",
  dropped: "dropped",
  spamreport: "complained",
  unsubscribe: "unsubscribed",
  group_unsubscribe: "unsubscribed",
};

/**
 * What a SendGrid event is to us: the table of SPEC §8. Sources: SendGrid's event webhook reference for names, its bounce
 * classification page for classes. Events without a line here keep their own name and have no effect.
 */
export function classifySendgrid(fields: Fields): Classified {
  const plain = sameName[fields.event];
  if (plain) return { type: plain, bounceClass: null, machineReason: null };
  if (fields.event === "bounce") return classifyBounce(fields);
  if (fields.event === "open") return { type: "opened", bounceClass: null, machineReason: openReason(fields) };
  if (fields.event === "click") return { type: "clicked", bounceClass: null, machineReason: agentReason(fields) };
  return { type: fields.event, bounceClass: null, machineReason: null };
}

/** A block and a class that is about the sender say nothing about the address. */
function classifyBounce({ type, bounceClassification }: Fields): Classified {
  const isSendersFault = /reputation|content|frequency|volume/i.test(bounceClassification ?? "");
  if (type === "blocked" || isSendersFault) return { type: "blocked", bounceClass: null, machineReason: null };
  const isTechnical = /technical|unclassified/i.test(bounceClassification ?? "");
  return { type: "bounced", bounceClass: isTechnical ? "technical" : "hard", machineReason: null };
}

function openReason(fields: Fields): MachineReason | null {
  return fields.isMachineOpen ? "sg_machine_open" : agentReason(fields);
}

function agentReason({ userAgent }: Fields): MachineReason | null {
  return isScannerAgent(userAgent) ? "scanner_agent" : null;
}

/** Why SendGrid dropped a message, when it is about the address; null for everything else (content, quota, headers). */
export function dropReasonOf(reason: string | null): WishReason | null {
  if (reason === null) return null;
  if (/^\s*bounced address/i.test(reason)) return "bounced";
  if (/^\s*spam reporting address/i.test(reason)) return "complained";
  return /^\s*unsubscribed address/i.test(reason) ? "unsubscribed" : null;
}
