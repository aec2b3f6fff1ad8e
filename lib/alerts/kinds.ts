/**
 * Every kind of alert: what it means, what to do, what ends it. The one table for API, console, notices and the runbooks, whose
 * anchors are the codes. Codes are stored: add, never rename.
 */
type Kind = {
  /** what it is called in filters */
  label: string;
  /** what to do about it */
  todo: string;
  /** what ends it */
  clears: string;
  /** `evaluated`: lib/alerts/policy finds it; `raised`: another job says so through `raiseAlert` and ends it with `clearAlert` */
  source: "evaluated" | "raised";
  /** the cause must be gone for so long before the alert ends, so that nothing flaps; 0 for what is a state and not a measurement */
  settleMinutes: number;
};

export const alertKinds = {
  engine_off: {
    label: "Engine off",
    todo: "Turn the engine on in the settings when mail is to be sent.",
    clears: "turning the engine on",
    source: "evaluated",
    settleMinutes: 0,
  },
  engine_paused: {
    label: "Kill switch on",
    todo: "Find out why it was turned on, then resume sending.",
    clears: "resuming sending",
    source: "evaluated",
    settleMinutes: 0,
  },
  engine_no_postal_address: {
    label: "No postal address",
    todo: "Enter the company's postal address in the settings: every message must carry one.",
    clears: "entering a postal address",
    source: "evaluated",
    settleMinutes: 0,
  },
  engine_no_mailbox: {
    label: "No active mailbox",
    todo: "Add a mailbox, or turn one on.",
    clears: "an active mailbox",
    source: "evaluated",
    settleMinutes: 0,
  },
  domain_health: {
    label: "Sending domain in trouble",
    todo: "Find out what bounces or draws complaints and stop it. The domain comes back by itself when its rest is over; resume it earlier only with a reason.",
    clears: "the sending domain being healthy again, or on watch",
    source: "evaluated",
    settleMinutes: 0,
  },
  mailbox_health: {
    label: "Mailbox in trouble",
    todo: "Find out what bounces or draws complaints and stop it. The mailbox comes back by itself when its rest is over; resume it earlier only with a reason.",
    clears: "the mailbox being healthy again, or on watch",
    source: "evaluated",
    settleMinutes: 0,
  },
  domain_authentication: {
    label: "Sending domain no longer authenticated",
    todo: "Open the domain, put back the DNS records it names, and check again.",
    clears: "a check that finds SPF, DKIM and DMARC, or archiving the domain",
    source: "raised",
    settleMinutes: 0,
  },
  account_breaker: {
    label: "Connection stopped",
    todo: "Look at the provider's account: bounces and complaints put it at risk. Release the connection when the cause is gone.",
    clears: "someone releasing the connection",
    source: "evaluated",
    settleMinutes: 0,
  },
  reputation_unreadable: {
    label: "Reputation cannot be read",
    todo: "Bring Redis back. Sending goes on slowly for five minutes and then stops.",
    clears: "a reading from Redis",
    source: "evaluated",
    settleMinutes: 10,
  },
  reputation_drift: {
    label: "Reputation counters drift",
    todo: "They repair themselves. If it happens again, look for events that are lost, and check whether Redis evicts keys.",
    clears: "counters and ledger agreeing again",
    source: "raised",
    settleMinutes: 0,
  },
  no_sends: {
    label: "Nothing is sent",
    todo: "Look at what the last sequencer run passed over, then at the send-email runs.",
    clears: "a message being sent, or nobody being due",
    source: "evaluated",
    settleMinutes: 10,
  },
  bounce_surge: {
    label: "Bounces surge",
    todo: "Find the import or campaign whose addresses bounce, and pause it.",
    clears: "the bounce rate of 24 hours coming back to its usual height",
    source: "evaluated",
    settleMinutes: 30,
  },
  webhook_silence: {
    label: "No events from a provider",
    todo: "Check the event webhook at the provider: its address, its key, and whether it is switched on.",
    clears: "an event about a recent message",
    source: "evaluated",
    settleMinutes: 10,
  },
  budget: {
    label: "Budget for texts",
    todo: "Raise the monthly budget, or lower the daily limit.",
    clears: "a higher budget, or the next month",
    source: "evaluated",
    settleMinutes: 0,
  },
  job_stalled: {
    label: "A job is stuck",
    todo: "Look at the job's last runs and at the job runner; run it by hand when the cause is gone.",
    clears: "a run that succeeds",
    source: "evaluated",
    settleMinutes: 0,
  },
  job_runner_silent: {
    label: "The job runner does nothing",
    todo: "Bring the job runner (Inngest) back. If it is there, restart one console, so that it knows the functions again.",
    clears: "the first job that begins",
    source: "raised",
    settleMinutes: 0,
  },
  unknown_sends: {
    label: "Emails with unknown outcome",
    todo: "Look the messages up at the provider and settle each as sent or not sent.",
    clears: "every one of them settled",
    source: "evaluated",
    settleMinutes: 0,
  },
  dns_failing: {
    label: "DNS does not answer",
    todo: "Check the machine's resolver: addresses cannot be verified without it.",
    clears: "a run of the verification with an answer",
    source: "evaluated",
    settleMinutes: 0,
  },
  endpoint_disabled: {
    label: "Alert webhook turned off",
    todo: "Correct the address in the alert settings, send a test, and switch it on again.",
    clears: "turning it on again, or removing it",
    source: "evaluated",
    settleMinutes: 0,
  },
} as const satisfies Record<string, Kind>;

export type AlertKind = keyof typeof alertKinds;

export const alertKindNames = Object.keys(alertKinds) as [AlertKind, ...AlertKind[]];

/** What is known of a stored kind; one from newer code is shown as it is. */
export function describeKind(code: string): Kind {
  const known = Object.hasOwn(alertKinds, code) ? alertKinds[code as AlertKind] : undefined;
  if (known) return known;
  return { label: code.replaceAll("_", " "), todo: "", clears: "unknown", source: "raised", settleMinutes: 0 };
}
