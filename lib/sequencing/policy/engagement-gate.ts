import type { Settings } from "#lib/settings/contract.ts";

export type EngagementFacts = {
  /** the step about to be sent, 1…final */
  nextStep: number;
  finalStep: number;
  /** a human opened or clicked a message of this cycle */
  hasOpened: boolean;
  hasClicked: boolean;
  /** at least one sent message of this cycle reports its opens */
  isOpenTracked: boolean;
};

export type GateSettings = Pick<Settings, "require_engagement_for_final_step" | "untracked_engagement">;

export type GateRule = "gate_off" | "not_final" | "first_step" | "engaged" | "engagement_unknown" | "no_engagement";

/** Which rule of the engagement gate decides, and how (SPEC §6). Unknown engagement (nothing tracked) is the tenant's choice. */
export function engagementGate(facts: EngagementFacts, settings: GateSettings): { isOpen: boolean; rule: GateRule } {
  if (!settings.require_engagement_for_final_step) return { isOpen: true, rule: "gate_off" };
  if (facts.nextStep <= 1) return { isOpen: true, rule: "first_step" };
  if (facts.nextStep < facts.finalStep) return { isOpen: true, rule: "not_final" };
  if (facts.hasOpened || facts.hasClicked) return { isOpen: true, rule: "engaged" };
  if (!facts.isOpenTracked) return { isOpen: settings.untracked_engagement === "send", rule: "engagement_unknown" };
  return { isOpen: false, rule: "no_engagement" };
}

/** May this step go out? One decision for planning and hand-over. */
export function isEngagementGateOpen(facts: EngagementFacts, settings: GateSettings): boolean {
  return engagementGate(facts, settings).isOpen;
}
