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
