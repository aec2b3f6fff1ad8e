import { isDatabaseAway } from "#lib/db/is-database-away.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { jsonResponse, problemResponse } from "#lib/http/problem.ts";
import { readBody } from "#lib/http/read-body.ts";
import { requestIdOf } from "#lib/http/request-id.ts";
import { metrics } from "#lib/metrics/metrics.ts";
import { findWebhookConnection, type WebhookConnection } from "#lib/tenancy/across-tenants.ts";
import { ingestSendgridEvents } from "./ingest-sendgrid-events.ts";
import { maxBodyBytes } from "./thresholds.ts";

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const signatureHeader = "x-twilio-email-event-webhook-signature";
const timestampHeader = "x-twilio-email-event-webhook-timestamp";

/**
 * `POST /api/webhooks/sendgrid/{connection_id}` (SPEC §8): 200 when every event is committed, 401 for an unknown connection or a bad
 * signature, 413 over 1 MiB or 5,000 events, 400 for what is no JSON, 503 when Postgres is away, so that the provider tries again.
 */
export async function receiveSendgridPost(
  ctx: EngineContext,
  request: Request,
  connectionId: string,
): Promise<Response> {
  const requestId = requestIdOf(request);
  try {
    const owner = await findOwner(ctx, connectionId);
    const rawBody = await readBody(request, maxBodyBytes);
    const signature = request.headers.get(signatureHeader);
    const timestamp = request.headers.get(timestampHeader);
    const result = await ingestSendgridEvents(ctx, { owner, rawBody, signature, timestamp });
    metrics().webhookPosts.inc({ result: "accepted" });
    return jsonResponse(result, requestId);
  } catch (error) {
    const known = toKnown(ctx, error, { requestId, connectionId });
    metrics().webhookPosts.inc({ result: known instanceof AppError ? known.code : "internal" });
    return problemResponse(known, requestId);
  }
}

/** An unknown connection and a bad signature look the same from outside. */
async function findOwner(ctx: EngineContext, connectionId: string): Promise<WebhookConnection> {
  const owner = uuidPattern.test(connectionId) ? await findWebhookConnection(ctx, connectionId) : null;
  if (!owner)
    throw new AppError("unauthenticated", "The signature does not fit the body and a key of this connection.");
  return owner;
}

function toKnown(ctx: EngineContext, error: unknown, request: { requestId: string; connectionId: string }): unknown {
  if (error instanceof AppError) return error;
  ctx.log.error({ err: error, ...request }, "webhook post failed");
  if (isDatabaseAway(error))
    return new AppError("dependency_unavailable", "The database is away. Send the events again.");
  return error;
}
