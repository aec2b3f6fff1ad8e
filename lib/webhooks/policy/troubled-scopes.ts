import type { MessagePlan } from "./plan-message.ts";
import { type Metric, metrics } from "./summarise-message.ts";

const trouble: readonly Metric[] = [metrics.bounced, metrics.complained, metrics.blocked];

/** Does any of these plans count a new bounce, complaint or block? Then the guard should look at once (SPEC §10). */
export function bringsTrouble(plans: readonly Pick<MessagePlan, "additions">[]): boolean {
  return plans.some((plan) => plan.additions.some((addition) => trouble.includes(addition.metric)));
}
