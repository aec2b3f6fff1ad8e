import type { CountMove, MessagePlan } from "./plan-message.ts";
import { type Metric, metrics } from "./summarise-message.ts";

const trouble: readonly Metric[] = [metrics.bounced, metrics.complained, metrics.blocked];

type Plan = { counts: readonly CountMove[]; message: Senders };
type Senders = Pick<MessagePlan["message"], "mailboxScope" | "domainScope" | "connectionScope">;

/**
 * Mailboxes, sending domains and connections, by the numbers of their counters, of whose messages these plans count a new bounce,
 * complaint or block: the guard should look at them at once (SPEC §10).
 */
export function troubledScopes(plans: readonly Plan[]): number[] {
  const isNew = ({ metric, fromMs }: CountMove) => fromMs === null && trouble.includes(metric);
  const troubled = plans.filter((plan) => plan.counts.some(isNew));
  const scopes = troubled.flatMap(({ message }) => [
    message.mailboxScope,
    message.domainScope,
    message.connectionScope,
  ]);
  return [...new Set(scopes.filter((scope) => scope !== null))];
}
