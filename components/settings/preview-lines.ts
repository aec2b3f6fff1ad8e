import { formatCount, formatPlural } from "#lib/format/number.ts";
import type { AffectedEffect } from "#lib/settings/contract-affected.ts";
import type { SettingsPreview } from "#lib/settings/contract-preview.ts";
import { describeReason, type HoldReason } from "#lib/shared/reasons.ts";

/** One effect of a change in words. `effect` opens the list of exactly those counted; `href` leads to a page about it. */
export type PreviewLine = { key: string; text: string; effect?: AffectedEffect; href?: string };

type Count = { before: number; after: number };
type NextSends = NonNullable<SettingsPreview["next_sends"]>;

/** What the counts of prospects rest on when there are more than were looked at; null when all were. */
export function sampleText({ next_sends: sends }: SettingsPreview): string | null {
  if (!sends || sends.is_complete) return null;
  const counted = `Counted among ${formatCount(sends.looked_at)}: those due soonest, and the first added of those on hold.`;
  return `There are too many prospects to look at each. ${counted}`;
}

/** What a change does to sending as a whole, said before anything else; null where it goes on as it is. */
export function engineWarning({ engine }: SettingsPreview): { tone: "bad" | "info"; text: string } | null {
  if (!engine) return null;
  if (engine.after === null) return { tone: "info", text: "Sending starts." };
  if (engine.after !== "no_postal_address")
    return engine.before === null ? { tone: "bad", text: "All sending stops." } : null;
  const law = "Every email must carry a postal address.";
  return engine.before === null
    ? { tone: "bad", text: `All sending stops. ${law}` }
    : { tone: "bad", text: `Nothing can be sent. ${law}` };
}

/** The effects of a change, gravest first; empty when it changes nothing that can be counted. */
export function previewLines(preview: SettingsPreview): PreviewLine[] {
  return [
    ...engineLines(preview),
    ...sendLines(preview.next_sends),
    ...returnLines(preview.returns),
    ...senderLines(preview.senders),
    ...dayLines(preview.day),
    ...budgetLines(preview.budget),
    ...fromNowOnLines(preview),
  ];
}

function engineLines({ engine, next_sends: sends }: SettingsPreview): PreviewLine[] {
  if (!engine) return [];
  const { before, after, waiting } = engine;
  const due = dueText(sends);
  if (after === null)
    return [{ key: "starts", text: `${capitalised(due)} due in the next 24 hours`, effect: { kind: "due" } }];
  if (before !== null) return [];
  return [
    { key: "stops", text: `${capitalised(due)} due in the next 24 hours will get no email`, effect: { kind: "due" } },
    ...(waiting > 0
      ? [
          {
            key: "waiting",
            text: `${formatPlural(waiting, "email")} in the queue will not be sent`,
            href: "/queue?status=open",
          },
        ]
      : []),
  ];
}

function sendLines(sends: SettingsPreview["next_sends"]): PreviewLine[] {
  if (!sends) return [];
  const moves = [
    { kind: "earlier" as const, count: sends.earlier },
    { kind: "later" as const, count: sends.later },
  ];
  const lines = [
    ...sends.held.flatMap(heldLines),
    ...sends.held_otherwise.map(heldOtherwiseLine),
    ...dueLines(sends),
    ...moves
      .filter(({ count }) => count > 0)
      .map(({ kind, count }) => ({
        key: kind,
        text: `${formatPlural(count, "next email")} ${count === 1 ? "moves" : "move"} ${kind}`,
        effect: { kind },
      })),
  ];
  return lines.map((line) => ({ ...line, text: capitalised(counted(sends, line.text)) }));
}

function heldLines({ reason, newly, released, ...count }: NextSends["held"][number]): PreviewLine[] {
  const why = describeReason(reason).label;
  const lines = [
    { kind: "released" as const, count: released, text: `${formatPlural(released, "prospect")} no longer on hold` },
    { kind: "newly_held" as const, count: newly, text: `${formatPlural(newly, "prospect")} put on hold` },
  ];
  return lines
    .filter((line) => line.count > 0)
    .map(({ kind, text }) => ({
      key: `${kind} ${reason}`,
      text: `${text}: ${why} (${heldText(count)})`,
      effect: { kind, reason: reason as HoldReason },
    }));
}

function heldOtherwiseLine({ reason, instead_of, count }: NextSends["held_otherwise"][number]): PreviewLine {
  const why = `${describeReason(reason).label} instead of ${describeReason(instead_of).label}`;
  return {
    key: `held_otherwise ${reason} ${instead_of}`,
    text: `${formatPlural(count, "prospect")} still on hold: ${why}`,
    effect: { kind: "held_otherwise", reason: reason as HoldReason, instead_of: instead_of as HoldReason },
  };
}

function heldText({ before, after }: Pick<NextSends["held"][number], "before" | "after">): string {
  return after === null ? `${formatCount(before)} held now` : arrow({ before, after });
}

function dueLines({ is_complete, due_within_day: { newly, no_longer, ...count } }: NextSends): PreviewLine[] {
  const all = is_complete ? ` (${arrow(count)})` : "";
  const lines = [
    {
      kind: "newly_due" as const,
      count: newly,
      text: `${formatPlural(newly, "more prospect")} due in the next 24 hours`,
    },
    {
      kind: "no_longer_due" as const,
      count: no_longer,
      text: `${formatPlural(no_longer, "prospect")} no longer due in the next 24 hours`,
    },
  ];
  return lines
    .filter((line) => line.count > 0)
    .map(({ kind, text }) => ({ key: kind, text: `${text}${all}`, effect: { kind } }));
}

function returnLines(returns: SettingsPreview["returns"]): PreviewLine[] {
  if (!returns) return [];
  const { newly, no_longer, ...now } = returns.eligible_now;
  const lines: (PreviewLine & { count: number })[] = [
    {
      key: "newly_eligible",
      count: newly,
      text: `${formatPlural(newly, "more prospect")} eligible for re-contact now (${arrow(now)})`,
      effect: { kind: "newly_eligible" },
    },
    {
      key: "no_longer_eligible",
      count: no_longer,
      text: `${formatPlural(no_longer, "prospect")} no longer eligible for re-contact now (${arrow(now)})`,
      effect: { kind: "no_longer_eligible" },
    },
  ];
  const returning = `${formatPlural(returns.within_30_days.after, "prospect")} will return in the next 30 days`;
  return [
    ...lines.filter(({ count }) => count > 0).map(({ count: _count, ...line }) => line),
    { key: "returning", text: `${returning} (${arrow(returns.within_30_days)})`, effect: { kind: "returning" } },
  ];
}

function senderLines(senders: SettingsPreview["senders"]): PreviewLine[] {
  if (!senders) return [];
  const { total, newly, no_longer, ...count } = senders;
  const able = `${arrow(count)}, of ${formatCount(total)}`;
  const mailboxes = (number: number) => formatPlural(number, "mailbox", "mailboxes");
  const lines: (PreviewLine & { count: number })[] = [
    {
      key: "stopped_sending",
      count: no_longer,
      text: `${mailboxes(no_longer)} will stop sending (can send: ${able})`,
      effect: { kind: "stopped_sending" },
    },
    {
      key: "newly_sending",
      count: newly,
      text: `${mailboxes(newly)} will start sending (can send: ${able})`,
      effect: { kind: "newly_sending" },
    },
  ];
  const changed = lines.filter((line) => line.count > 0).map(({ count: _count, ...line }) => line);
  return changed.length > 0
    ? changed
    : [{ key: "senders", text: `Mailboxes that can send: ${able}`, href: "/mailboxes" }];
}

function dayLines(day: SettingsPreview["day"]): PreviewLine[] {
  if (!day) return [];
  const left = Math.max(day.limit.after - day.reserved, 0);
  const text = `${formatPlural(day.reserved, "email")} planned or sent today; the new limit leaves room for ${formatCount(left)} more`;
  return [{ key: "day", text, href: "/queue" }];
}

function budgetLines(budget: SettingsPreview["budget"]): PreviewLine[] {
  if (!budget) return [];
  const limit = budget.alert_at.after;
  const alert =
    limit === null
      ? "no alert"
      : budget.spent >= limit
        ? `over the alert at ${dollars(limit)}`
        : `alert at ${dollars(limit)}`;
  return [{ key: "budget", text: `${dollars(budget.spent)} spent this month; ${alert}` }];
}

/** Of settings that act on each email when it is written or sent: how many are near. */
function fromNowOnLines({ uncounted, engine, next_sends: sends }: SettingsPreview): PreviewLine[] {
  if (uncounted.length === 0 || engine || !sends) return [];
  const text = `Applies to every email from now on: ${dueText(sends)} due in the next 24 hours`;
  return [{ key: "from_now_on", text, effect: { kind: "due" } }];
}

const dueText = (sends: SettingsPreview["next_sends"]) =>
  counted(sends, formatPlural(sends?.due_within_day.after ?? 0, "prospect"));

/** A count of prospects, which is the least it can be where not all were looked at. */
const counted = (sends: SettingsPreview["next_sends"], text: string) =>
  sends?.is_complete === false ? `at least ${text}` : text;
const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const dollars = (amount: number) => amount.toLocaleString("en-US", { style: "currency", currency: "USD" });

function arrow({ before, after }: Count): string {
  return before === after ? `${formatCount(after)}, no change` : `${formatCount(before)} → ${formatCount(after)}`;
}
