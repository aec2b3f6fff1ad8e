import { generateKeyPairSync } from "node:crypto";
import { expect } from "vitest";
import { listAudit } from "#lib/audit/list-audit.ts";
import type { Actor } from "#lib/audit/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError } from "#lib/errors/app-error.ts";

export const admin: Actor = { kind: "user", id: null, label: "ann@example.test", role: "admin" };

/** A provider's public key as it may be pasted: PEM, or the base64 text of its DER form. */
export function newPublicKey(form: "pem" | "der" = "pem"): string {
  const key = generateKeyPairSync("ec", { namedCurve: "prime256v1" }).publicKey;
  if (form === "pem") return key.export({ type: "spki", format: "pem" }).toString();
  return key.export({ type: "spki", format: "der" }).toString("base64");
}

/** The refusal that `work` ends in. */
export async function refusal(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AppError);
  return error as AppError;
}

/** The tenant's audit actions, oldest first. */
export async function auditActions(ctx: EngineContext, tenantId: string): Promise<string[]> {
  const { items } = await listAudit(ctx, { tenantId, limit: 100 });
  return items.map((item) => item.action).reverse();
}
