import { z } from "zod";
import { changedFields } from "#lib/audit/changed-fields.ts";
import { writeAudit } from "#lib/audit/write-audit.ts";
import { isUniqueViolation } from "#lib/db/unique-violation.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { invalidField } from "#lib/errors/app-error.ts";
import { parseValue } from "#lib/http/parse.ts";
import { simulatorSettings, smtpSettings } from "#lib/mail/contract.ts";
import { encryptSecrets } from "#lib/secrets/secret-box.ts";
import { openSecrets } from "./connection-view.ts";
import type { ConnectionView, UpdateConnectionBody } from "./contract-connection.ts";
import { nameTaken } from "./create-connection.ts";
import { type ConnectionFields, type StoredConnection, updateConnectionRow } from "./repo-connections.ts";
import { saveConnection } from "./save-connection.ts";
import { mergeSecrets } from "./secrets-change.ts";
import type { Change } from "./types.ts";

type Request = Change & { id: string; body: UpdateConnectionBody };

const settingsOf = {
  smtp: z.strictObject({ settings: z.strictObject(smtpSettings.shape) }),
  simulator: z.strictObject({ settings: z.strictObject(simulatorSettings.shape) }),
};

/**
 * Changes a connection that is still as it was read. A secret that is not named stays as it is.
 * @throws AppError not_found, version_conflict with `current` and the `changes` missed, validation_failed, conflict when the name is taken
 */
export async function updateConnection(ctx: EngineContext, { id, body, ...change }: Request): Promise<ConnectionView> {
  const place = { tenantId: change.tenantId, id, version: body.version };
  const saved = saveConnection(ctx, place, async (tx, before) => {
    const { fields, secretNames } = plainFields(before, body);
    const changed = changedFields({ ...before }, fields);
    if (!changed && secretNames.length === 0) return;
    const sealed = secretNames.length > 0 ? { secrets_encrypted: sealSecrets(ctx, before, body) } : {};
    await updateConnectionRow(tx, change.tenantId, id, { ...fields, ...sealed });
    await writeAudit(tx, {
      ...change,
      action: "connection.changed",
      targetKind: "connection",
      targetId: id,
      before: changed?.before,
      after: { ...changed?.after, ...(secretNames.length > 0 && { changed_secrets: secretNames }) },
    });
  });
  return saved.catch((error: unknown) => {
    throw isUniqueViolation(error) ? nameTaken(body.name ?? "") : error;
  });
}

function plainFields(before: StoredConnection, body: UpdateConnectionBody) {
  const secretNames = Object.keys(body.secrets ?? {});
  if (secretNames.length > 0 && before.kind !== "smtp")
    throw invalidField("secrets", "a simulator has none: leave them out");
  const fields: Partial<ConnectionFields> = {};
  if (body.name !== undefined) fields.name = body.name;
  if (body.event_source !== undefined) fields.event_source = body.event_source;
  if (body.settings !== undefined) {
    const shape = settingsOf[before.kind as keyof typeof settingsOf];
    fields.settings = parseValue({ settings: body.settings }, shape, "body").settings;
    requirePasswordForNewHost(before, body, fields.settings);
  }
  return { fields, secretNames };
}

/** A stored password goes to the host it was given for and to no other, or whoever edits the address could collect it. */
function requirePasswordForNewHost(before: StoredConnection, body: UpdateConnectionBody, settings: object) {
  const hostOf = (value: unknown) => (value as { host?: string } | null)?.host;
  const isMoved = hostOf(before.settings) !== hostOf(settings);
  if (before.secrets_encrypted === null || !isMoved || body.secrets?.password !== undefined) return;
  throw invalidField(
    "secrets.password",
    "enter it again: the host is another one, and the stored password stays with the old",
  );
}

function sealSecrets(ctx: EngineContext, before: StoredConnection, body: UpdateConnectionBody) {
  const key = ctx.config.encryptionKey;
  const secrets = mergeSecrets(openSecrets(ctx.config, before.secrets_encrypted), body.secrets ?? {});
  return Object.keys(secrets).length > 0 ? encryptSecrets(key, secrets) : null;
}
