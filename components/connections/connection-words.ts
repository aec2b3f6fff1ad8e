import type { ConnectionView } from "#lib/mailboxes/contract-connection.ts";

/** Where mail goes: "smtp.example.com:587, STARTTLS, as sales", or that it is simulated. */
export function describeServer({ kind, settings }: Pick<ConnectionView, "kind" | "settings">): string {
  if (kind === "simulator") return "Simulator: no real email is sent.";
  const { host, port, security, username } = settings;
  const lock = security === "tls" ? "TLS" : security === "starttls" ? "STARTTLS" : "no encryption";
  return `${host}:${port}, ${lock}${username ? `, as ${username}` : ""}`;
}

/** Where events come from. */
export function eventSourceLabel(source: ConnectionView["event_source"]): string {
  return source === "sendgrid" ? "SendGrid, signed" : "None: bounces, opens and replies are unknown";
}

const unreadableReasons: Readonly<Record<string, string>> = {
  not_an_object: "Not an event: got a list, text or number instead.",
  event_name_missing: "It does not say what happened, or the text is over 100 characters.",
  timestamp_missing: "It does not say when it happened, or the time is impossible.",
};

/** Why an event could not be read, as a sentence; a reason without one of its own stays as it was stored. */
export function unreadableReason(reason: string): string {
  return unreadableReasons[reason] ?? reason;
}
