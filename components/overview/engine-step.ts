import type { CommandCenter } from "#lib/command-center/contract.ts";

type Step = { label: string; href: string; isUrgent: boolean };

const QUEUE: Step = { label: "Today's queue", href: "/queue", isUrgent: false };

const STEPS: Partial<Record<CommandCenter["engine"]["state"], Step>> = {
  off: { label: "Turn the engine on", href: "/settings", isUrgent: true },
  paused: { label: "Resume sending", href: "/settings", isUrgent: true },
  no_postal_address: { label: "Enter the postal address", href: "/settings?tab=company", isUrgent: true },
  no_mailbox: { label: "Add a mailbox", href: "/mailboxes", isUrgent: true },
  no_sender: { label: "See what stopped them", href: "/mailboxes", isUrgent: true },
  limit_reached: { label: "Change the daily limit", href: "/settings?tab=sending", isUrgent: false },
};

/** What to do about the engine's state: the page that gets it going, or what it works on. While a team sets up, other steps come first. */
export function engineStep(state: CommandCenter["engine"]["state"], isSettingUp: boolean): Step {
  const step = STEPS[state] ?? QUEUE;
  return { ...step, isUrgent: step.isUrgent && !isSettingUp };
}
