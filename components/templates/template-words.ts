import type { TemplateUse } from "#lib/templates/contract.ts";

/** "steps 1 and 3, paused": which steps of a campaign use a template, and what the campaign does. */
export function stepsOfUse({ steps, status }: Pick<TemplateUse, "steps" | "status">): string {
  const last = steps.at(-1);
  const numbers = steps.length > 1 ? `steps ${steps.slice(0, -1).join(", ")} and ${last}` : `step ${last}`;
  return `${numbers}, ${status}`;
}
