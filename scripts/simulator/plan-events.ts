import { type Fate, fateOf } from "./behaviour.ts";
import { chance } from "./chance.ts";
import type { AcceptedMessage, PlannedEvent } from "./types.ts";

const second = 1_000;
const minute = 60 * second;

const browser =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";
const imageProxy = "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";
const gateway = "Barracuda Sentinel (EE)";

type Message = Pick<AcceptedMessage, "to" | "from" | "messageId" | "customArgs">;

/** Everything that will be heard of a message, in SendGrid's words, in order of time. The same message has the same story. */
export function planEvents(message: Message, links: readonly string[]): PlannedEvent[] {
  const between = (name: string, from: number, to: number) =>
    Math.round(from + chance(`${name} ${message.messageId}`) * (to - from));
  const events: PlannedEvent[] = [{ delayMs: 200, fields: { event: "processed" } }];
  const add = (delayMs: number, event: string, fields: object = {}) => {
    events.push({ delayMs, fields: { event, ...fields } });
  };
  tell(fateOf(message), { add, between, link: links[0] ?? "https://example.test/", links });
  return events.toSorted((a, b) => a.delayMs - b.delayMs);
}

type Teller = {
  add(delayMs: number, event: string, fields?: object): void;
  between(name: string, from: number, to: number): number;
  link: string;
  links: readonly string[];
};

function tell(fate: Fate, teller: Teller): void {
  const { add, between } = teller;
  const soon = between("accepted", second, 8 * second);
  const failed = failures[fate];
  if (failed) add(soon, failed.event, failed.fields);
  else if (fate === "deferred" || fate === "never_delivered") tellDeferred(fate, teller, soon);
  else tellDelivered(fate, teller, soon);
}

function tellDelivered(fate: Fate, teller: Teller, soon: number): void {
  teller.add(soon, "delivered", { response: "250 OK" });
  if (fate === "machine_opened") teller.add(soon + second, "open", { useragent: browser, sg_machine_open: true });
  else if (fate === "scanned") tellScanned(teller, soon);
  else if (fate !== "delivered") tellOpened(fate, teller, soon);
}

const failures: Partial<Record<Fate, { event: string; fields: object }>> = {
  bounced: {
    event: "bounce",
    fields: {
      type: "bounce",
      status: "5.1.1",
      bounce_classification: "Invalid Address",
      reason: "550 5.1.1 user unknown",
    },
  },
  bounced_technically: {
    event: "bounce",
    fields: {
      type: "bounce",
      status: "5.4.4",
      bounce_classification: "Technical Failure",
      reason: "unable to get mx info",
    },
  },
  blocked: {
    event: "bounce",
    fields: {
      type: "blocked",
      status: "5.7.1",
      bounce_classification: "Reputation",
      reason: "550 5.7.1 blocked by policy",
    },
  },
  dropped: { event: "dropped", fields: { reason: "Bounced Address", status: "5.0.0" } },
};

function tellDeferred(fate: Fate, { add, between }: Teller, soon: number): void {
  for (const attempt of [1, 2, 3]) {
    add(soon + attempt * 20 * second, "deferred", { attempt: String(attempt), response: "451 try again later" });
  }
  if (fate === "deferred") add(soon + between("late", 90 * second, 4 * minute), "delivered", { response: "250 OK" });
}

function tellScanned({ add, links, link }: Teller, soon: number): void {
  add(soon + second, "open", { useragent: gateway });
  for (const [index, url] of [link, ...links.slice(1, 3)].entries()) {
    add(soon + (2 + index) * second, "click", { useragent: gateway, url });
  }
}

function tellOpened(fate: Fate, { add, between, link }: Teller, soon: number): void {
  const openedAt = soon + between("open", 15 * second, 6 * minute);
  add(openedAt, "open", { useragent: between("agent", 0, 2) === 0 ? browser : imageProxy });
  if (fate === "engaged") {
    add(openedAt + between("again", minute, 3 * minute), "open", { useragent: browser });
    add(openedAt + between("third", 3 * minute, 8 * minute), "open", { useragent: browser });
    add(openedAt + between("click", 20 * second, minute), "click", { useragent: browser, url: link });
  }
  const leaves = openedAt + between("leave", 20 * second, 2 * minute);
  if (fate === "complained") add(leaves, "spamreport");
  if (fate === "unsubscribed") add(leaves, "unsubscribe");
}
