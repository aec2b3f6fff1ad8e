import { alertKinds } from "#lib/alerts/kinds.ts";
import type { Attention } from "#lib/command-center/contract-attention.ts";
import { formatCount } from "#lib/format/number.ts";

export type OpenWork = { key: string; title: string; detail: string; todo: string; href: string };

/**
 * What waits for a person though no alert says so: what the navigation counts beside them. `told`: kinds of the open alerts, which need
 * not be said twice.
 */
export function openWork(
  { unknown_sends: unknown, quarantined }: Pick<Attention, "unknown_sends" | "quarantined">,
  told: readonly string[],
): OpenWork[] {
  return [
    ...(unknown > 0 && !told.includes("unknown_sends") ? [unknownSends(unknown)] : []),
    ...(quarantined.count > 0 ? [unreadableEvents(quarantined)] : []),
  ];
}

function unknownSends(count: number): OpenWork {
  return {
    key: "unknown_sends",
    title: count === 1 ? "1 message has no known outcome" : `${formatCount(count)} messages have no known outcome`,
    detail: "They may have been sent, so they are never sent again. An event of the provider may still settle them.",
    todo: alertKinds.unknown_sends.todo,
    href: "/queue?status=unknown",
  };
}

function unreadableEvents({ count, at_least: isMore }: Attention["quarantined"]): OpenWork {
  const events = count === 1 ? "provider event" : "provider events";
  return {
    key: "unreadable_events",
    title: `${formatCount(count)}${isMore ? " or more" : ""} unreadable ${events} in the last day`,
    detail: "They changed nothing.",
    todo: "Look at what came, and whether the provider's account sends what this connection expects.",
    href: "/settings?tab=connections#unreadable-events",
  };
}
