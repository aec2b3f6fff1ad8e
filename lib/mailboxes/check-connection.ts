import type { z } from "zod";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, notFound } from "#lib/errors/app-error.ts";
import type { ConnectionKind } from "#lib/mail/types.ts";
import { decryptSecrets } from "#lib/secrets/secret-box.ts";
import type { connectionCheck } from "./contract-connection.ts";
import { findConnectionForShare } from "./repo-connections.ts";

/**
 * Reaches the mail server and signs in, without sending anything.
 * @throws AppError not_found; conflict when the stored secrets cannot be read any more
 */
export async function checkConnection(
  ctx: EngineContext,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<z.infer<typeof connectionCheck>> {
  const row = await ctx.forTenant(tenantId, (tx) => findConnectionForShare(tx, tenantId, id));
  if (!row || row.archived_at) throw notFound("connection");
  const answer = await ctx.mail.checkConnection({
    connectionId: row.id,
    kind: row.kind as ConnectionKind,
    settings: row.settings as Record<string, unknown>,
    secrets: readSecrets(ctx, row.secrets_encrypted),
  });
  return { ok: answer.ok, detail: answer.ok ? null : answer.detail };
}

function readSecrets(ctx: EngineContext, stored: Uint8Array | null): Record<string, string> {
  try {
    return decryptSecrets(ctx.config, stored);
  } catch (error) {
    throw error instanceof AppError ? new AppError("conflict", error.message) : error;
  }
}
