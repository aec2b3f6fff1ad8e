/** An event as the provider tells it: what our checks go by, apart from what the product makes of it. */
export type ToldEvent = {
  tenantId: string;
  outreachEmailId: string;
  connectionId: string;
  /** SendGrid's name */
  name: string;
  /** seconds since 1970, as stated */
  second: number;
  agent: string;
  url: string;
  isMachine: boolean;
  bounceClass: "hard" | "technical" | "blocked" | null;
};

/** What the ledger must say of a message, by the acknowledged events alone. Times in seconds since 1970. */
export type MessageTruth = {
  tenantId: string;
  deliveredAt: number | null;
  openedAt: number | null;
  machineOpenedAt: number | null;
  clickedAt: number | null;
  bouncedAt: number | null;
  complainedAt: number | null;
  isHardBounced: boolean;
  isUnsubscribed: boolean;
  openCount: number;
  /** identities of what was told, so that the same told again is the same */
  told: Set<string>;
};

const inOurWords: Record<string, string> = {
  open: "opened",
  click: "clicked",
  spamreport: "complained",
  unsubscribe: "unsubscribed",
};

/** The type under which email_events must hold it. */
export function typeOf(event: Pick<ToldEvent, "name" | "bounceClass">): string {
  if (event.name === "bounce") return event.bounceClass === "blocked" ? "blocked" : "bounced";
  return inOurWords[event.name] ?? event.name;
}

/** Type and second: what an acknowledged event can be found by. Two of a kind in one second are told apart by agent and link. */
function identityOf(event: ToldEvent): string {
  return [typeOf(event), event.second, event.url, event.agent].join(" ");
}

export function nothingTold(tenantId: string): MessageTruth {
  const never = {
    deliveredAt: null,
    openedAt: null,
    machineOpenedAt: null,
    clickedAt: null,
    bouncedAt: null,
    complainedAt: null,
  };
  return { tenantId, ...never, isHardBounced: false, isUnsubscribed: false, openCount: 0, told: new Set() };
}

/** Adds an acknowledged event; false when it had been told before. */
export function tell(truth: MessageTruth, event: ToldEvent): boolean {
  const identity = identityOf(event);
  if (truth.told.has(identity)) return false;
  truth.told.add(identity);
  const { second } = event;
  switch (typeOf(event)) {
    case "delivered":
      truth.deliveredAt = earlier(truth.deliveredAt, second);
      break;
    case "opened":
      if (event.isMachine) truth.machineOpenedAt = earlier(truth.machineOpenedAt, second);
      else {
        truth.openedAt = earlier(truth.openedAt, second);
        truth.openCount += 1;
      }
      break;
    case "clicked":
      if (!event.isMachine) truth.clickedAt = earlier(truth.clickedAt, second);
      break;
    case "bounced":
      truth.bouncedAt = earlier(truth.bouncedAt, second);
      truth.isHardBounced ||= event.bounceClass === "hard";
      break;
    case "complained":
      truth.complainedAt = earlier(truth.complainedAt, second);
      break;
    case "unsubscribed":
      truth.isUnsubscribed = true;
      break;
  }
  return true;
}

function earlier(known: number | null, second: number): number {
  return known === null ? second : Math.min(known, second);
}
