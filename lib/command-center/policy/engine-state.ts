import type { CommandCenter } from "../contract.ts";

export type EngineFacts = {
  isActive: boolean;
  isPaused: boolean;
  hasPostalAddress: boolean;
  activeMailboxes: number;
  dailyLimit: number;
  reservedToday: number;
  /** of the tenant's own zone; a prospect elsewhere may still be inside theirs */
  isWindowOpen: boolean;
};

type EngineState = Pick<CommandCenter["engine"], "state" | "sentence">;

/** Is the engine sending, and if not, why: the first obstacle in the order in which a person would clear them. */
export function engineState(facts: EngineFacts): EngineState {
  if (!facts.isActive) return { state: "off", sentence: "The engine is switched off: nothing is planned or sent." };
  if (facts.isPaused) return { state: "paused", sentence: "The kill switch is on: nothing is planned or handed over." };
  if (!facts.hasPostalAddress)
    return {
      state: "no_postal_address",
      sentence: "No postal address in the settings: the law asks for one in every message, so nothing is sent.",
    };
  if (facts.activeMailboxes === 0)
    return { state: "no_mailbox", sentence: "No active mailbox: add one or switch one on." };
  if (facts.reservedToday >= facts.dailyLimit)
    return { state: "limit_reached", sentence: `Today's limit of ${facts.dailyLimit} messages is used up.` };
  if (!facts.isWindowOpen) return { state: "window_closed", sentence: "The send window is closed." };
  return { state: "sending", sentence: "The engine is sending." };
}
