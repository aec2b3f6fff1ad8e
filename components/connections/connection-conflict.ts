import { type ContestedField, contested, rebased } from "#components/query/draft-conflict.ts";
import type { LoggedChange } from "#lib/audit/contract.ts";
import type { ConnectionView } from "#lib/mailboxes/contract-connection.ts";
import { type ConnectionDraft, connectionDraft } from "./connection-draft.ts";

/** A field as the form calls it. */
const LABELS: Record<keyof ConnectionDraft, string> = {
  name: "Name",
  kind: "Kind",
  host: "Server",
  port: "Port",
  security: "Encryption",
  username: "User name",
  password: "Password",
  event_source: "Events come from",
  webhook_public_key: "Webhook public key",
};
const SECRET: readonly string[] = ["password", "webhook_public_key"] satisfies (keyof ConnectionDraft)[];

/** The form on top of what is stored now: what was edited stays, everything else is theirs. */
export function rebasedDraft(draft: ConnectionDraft, base: ConnectionView, current: ConnectionView): ConnectionDraft {
  return rebased({ draft, was: connectionDraft(base), now: connectionDraft(current) });
}

/** The fields to decide on, in the form's order. */
export function contestedFields(
  draft: ConnectionDraft,
  base: ConnectionView,
  current: ConnectionView,
): ContestedField[] {
  return contested({ draft, was: connectionDraft(base), now: connectionDraft(current) }, LABELS, textOf);
}

/** What one change did, field by field: "Port: 587 → 465". Of a secret only that it changed. */
export function connectionChangeLines({ before, after }: LoggedChange): string[] {
  if (before === null) return ["added a webhook key"];
  if (after === null) return ["removed a webhook key"];
  const [was, is] = [flat(before), flat(after)];
  const lines = Object.keys(is)
    .filter((name) => name in LABELS && JSON.stringify(is[name]) !== JSON.stringify(was[name]))
    .map((name) => `${LABELS[name as keyof ConnectionDraft]}: ${shown(was[name])} → ${shown(is[name])}`);
  const secrets = Array.isArray(after.changed_secrets) ? after.changed_secrets : [];
  return [...lines, ...secrets.map((name) => `${LABELS[name as keyof ConnectionDraft] ?? name}: a new one`)];
}

/** As the log has it, with the server's settings beside the others. */
function flat({ settings, ...others }: Record<string, unknown>): Record<string, unknown> {
  return { ...others, ...((settings ?? {}) as object) };
}

function textOf(name: keyof ConnectionDraft, value: string): string {
  if (SECRET.includes(name)) return value === "" ? "unchanged" : "a new one";
  return shown(value);
}

function shown(value: unknown): string {
  return value === null || value === undefined || value === "" ? "none" : String(value);
}
