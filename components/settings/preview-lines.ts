import { formatCount, formatPlural } from "#lib/format/number.ts";
import type { SettingsPreview } from "#lib/settings/contract-preview.ts";
import { describeReason } from "#lib/shared/reasons.ts";

/** One effect of a change in words; `href` leads to the people or mailboxes it is about. */
export type PreviewLine = { key: string; text: string; href?: string };

type Count = { before: number; after: number };

/** What the counts of prospects rest on when there are more than were looked at; null when all were. */
export function sampleText({ next_sends: sends }: SettingsPreview): string | null {
  if (!sends || sends.is_complete) return null;
  return `Counts of prospects are of the ${formatCount(sends.looked_at)} looked at: those due soonest, and some that are held.`;
}

/** The effects of a change, gravest first; empty when it changes nothing that can be counted. */
export function previewLines(preview: SettingsPreview): PreviewLine[] {
  return [
    ...sendLines(preview.next_sends),
    ...returnLines(preview.returns),
    ...senderLines(preview.senders),
    ...dayLines(preview.day),
  ];
}

function sendLines(sends: SettingsPreview["next_sends"]): PreviewLine[] {
  if (!sends) return [];
  const held = sends.held.map(({ reason, before, after }) => ({
    key: reason,
    text: `${formatPlural(Math.abs(after - before), "prospect")} ${after > before ? "more" : "fewer"} held: ${describeReason(reason).label.toLowerCase()} (${arrow({ before, after })})`,
    href: `/prospects?hold_reason=${reason}`,
  }));
  const due = sends.due_within_day;
  const moves = [
    { key: "due", count: Math.abs(due.after - due.before), text: `Due in the next 24 hours: ${arrow(due)} prospects` },
    { key: "earlier", count: sends.earlier, text: `${formatPlural(sends.earlier, "next email")} earlier` },
    { key: "later", count: sends.later, text: `${formatPlural(sends.later, "next email")} later` },
  ];
  return [...held, ...moves.filter(({ count }) => count > 0).map(({ key, text }) => ({ key, text }))];
}

function returnLines(returns: SettingsPreview["returns"]): PreviewLine[] {
  if (!returns) return [];
  const href = "/recontact";
  return [
    { key: "eligible", text: `May come back from re-contact now: ${arrow(returns.eligible_now)}`, href },
    { key: "returning", text: `Return in the next 30 days: ${arrow(returns.within_30_days)}`, href },
  ];
}

function senderLines(senders: SettingsPreview["senders"]): PreviewLine[] {
  if (!senders) return [];
  const text = `Mailboxes that may send, of ${formatCount(senders.total)}: ${arrow(senders)}`;
  return [{ key: "senders", text, href: "/mailboxes" }];
}

function dayLines(day: SettingsPreview["day"]): PreviewLine[] {
  if (!day) return [];
  const left = Math.max(day.limit.after - day.reserved, 0);
  const text = `${formatPlural(day.reserved, "email")} planned or sent today: the limit leaves ${formatCount(left)} more`;
  return [{ key: "day", text, href: "/queue" }];
}

function arrow({ before, after }: Count): string {
  return before === after ? `${formatCount(after)}, as before` : `${formatCount(before)} → ${formatCount(after)}`;
}
