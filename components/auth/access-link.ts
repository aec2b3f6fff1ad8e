import type { AccessLinkView } from "#lib/auth/contract-members.ts";
import { ApiError } from "#lib/query/api-error.ts";
import { fetchJson } from "#lib/query/fetch-json.ts";

/** What a one-time link is for. @throws ApiError 404 for one that is unknown, used or too old */
export function readAccessLink(token: string): Promise<AccessLinkView> {
  return fetchJson("/api/auth/access-link", { method: "POST", body: { token } });
}

/** Uses it up. @throws ApiError naming the field */
export function takeAccessLink(body: { token: string; name?: string; password: string }): Promise<{ email: string }> {
  return fetchJson("/api/auth/access-link/use", { method: "POST", body });
}

/** Heading and what the password field asks for. */
export function accessLinkTexts(link: Pick<AccessLinkView, "kind" | "tenant_name" | "role" | "has_account">) {
  if (link.kind === "password_reset") return { heading: "Set a new password", password: "New password", isNew: true };
  const heading = `Join ${link.tenant_name} as ${link.role}`;
  return link.has_account
    ? { heading, password: "Password of your account", isNew: false }
    : { heading, password: "New password", isNew: true };
}

/** What a person reads when it did not work, by field; under `form` what belongs to none. */
export function accessLinkErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return { form: "Something went wrong. Try again." };
  const fields = error.errors.map(({ field, message }) => [field, `The ${field} ${message}.`]);
  return fields.length > 0 ? Object.fromEntries(fields) : { form: error.message };
}
