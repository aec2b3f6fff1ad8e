import type { ConnectionView } from "#lib/mailboxes/contract-connection.ts";

/** Where mail goes: "smtp.example.com:587, STARTTLS, as sales", or that it is simulated. */
export function describeServer({ kind, settings }: Pick<ConnectionView, "kind" | "settings">): string {
  if (kind === "simulator") return "Simulator: no real mail leaves.";
  const { host, port, security, username } = settings;
  const lock = security === "tls" ? "TLS" : security === "starttls" ? "STARTTLS" : "not encrypted";
  return `${host}:${port}, ${lock}${username ? `, as ${username}` : ""}`;
}

/** Where events come from. */
export function eventSourceLabel(source: ConnectionView["event_source"]): string {
  return source === "sendgrid" ? "SendGrid, signed" : "None: bounces, opens and replies stay unknown";
}

const setAsideReasons: Readonly<Record<string, string>> = {
  not_an_object: "It is not an event: a list, a text or a number came instead.",
  event_name_missing: "It does not say what happened, or in more than 100 characters.",
  timestamp_missing: "It does not say when it happened, or at no possible time.",
};

/** Why an event was set aside, as a sentence; a reason without one of its own stays as it was stored. */
export function setAsideReason(reason: string): string {
  return setAsideReasons[reason] ?? reason;
}
