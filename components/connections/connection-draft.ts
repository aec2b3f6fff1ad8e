import type { ConnectionView, CreateConnectionBody, UpdateConnectionBody } from "#lib/mailboxes/contract-connection.ts";

type Kind = ConnectionView["kind"];
type EventSource = ConnectionView["event_source"];
type Security = "tls" | "starttls" | "none";

/** What the connection form holds; the port stays text until it is saved. */
export type ConnectionDraft = {
  kind: Kind;
  name: string;
  event_source: EventSource;
  host: string;
  port: string;
  security: Security;
  username: string;
  /** Empty leaves the stored one as it is. */
  password: string;
  webhook_public_key: string;
};

const SUBMISSION_PORT = 587;

/** A new connection's form, or a stored one's; the password never comes back from the API. */
export function connectionDraft(connection: ConnectionView | null): ConnectionDraft {
  const { host, port, security, username } = connection?.settings ?? {};
  return {
    kind: connection?.kind ?? "smtp",
    name: connection?.name ?? "",
    event_source: connection?.event_source ?? "none",
    host: typeof host === "string" ? host : "",
    port: String(port ?? SUBMISSION_PORT),
    security: security === "tls" || security === "none" ? security : "starttls",
    username: typeof username === "string" ? username : "",
    password: "",
    webhook_public_key: "",
  };
}

/** The body that creates the connection. */
export function createBody(draft: ConnectionDraft): CreateConnectionBody {
  const shared = {
    name: draft.name.trim(),
    event_source: draft.event_source,
    webhook_public_key: draft.webhook_public_key.trim() || undefined,
  };
  if (draft.kind === "simulator") return { kind: "simulator", ...shared, settings: {} };
  return { kind: "smtp", ...shared, settings: smtpSettingsOf(draft, {}), secrets: secretsOf(draft) ?? {} };
}

/** The body that saves the connection; settings the form does not show are kept. */
export function updateBody(draft: ConnectionDraft, stored: ConnectionView): UpdateConnectionBody {
  const shared = { version: stored.version, name: draft.name.trim(), event_source: draft.event_source };
  if (stored.kind === "simulator") return shared;
  return { ...shared, settings: smtpSettingsOf(draft, stored.settings), secrets: secretsOf(draft) };
}

function smtpSettingsOf(draft: ConnectionDraft, stored: Record<string, unknown>) {
  const kept = typeof stored.max_connections === "number" ? stored.max_connections : 5;
  return {
    host: draft.host.trim(),
    port: Number(draft.port.trim() || Number.NaN),
    security: draft.security,
    username: draft.username.trim() || null,
    max_connections: kept,
  };
}

function secretsOf(draft: ConnectionDraft): { password: string } | undefined {
  return draft.password === "" ? undefined : { password: draft.password };
}
