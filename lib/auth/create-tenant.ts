import { randomBytes } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { z } from "zod";
import { writeAudit } from "#lib/audit/write-audit.ts";
import { isUniqueViolation } from "#lib/db/unique-violation.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, invalidField } from "#lib/errors/app-error.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { insertTenant } from "#lib/tenancy/across-tenants.ts";
import { refusePassword } from "./policy/password-strength.ts";

export type TenantRequest = {
  name: string;
  /** short name, unique; made of the name unless given */
  slug?: string;
  isDemo?: boolean;
  /** an address that has an account already becomes owner with the password it has */
  owner: { email: string; name: string; password?: string };
};

export type CreatedTenant = {
  tenantId: string;
  slug: string;
  userId: string;
  /** to be shown once; null when the owner had an account before */
  password: string | null;
};

/**
 * Makes a tenant with default settings (engine off) and its owner. Without a password one is made (SPEC §12).
 * @throws AppError validation_failed, or conflict when the slug is taken
 */
export async function createTenant(ctx: EngineContext, request: TenantRequest): Promise<CreatedTenant> {
  const name = request.name.trim();
  const slug = request.slug ?? slugOf(name);
  const email = request.owner.email.trim().toLowerCase();
  const password = request.owner.password ?? randomBytes(15).toString("base64url");
  check({ ...request.owner, email }, name, slug, password);
  const owner = { email, name: request.owner.name.trim() || email, passwordHash: await hashPassword(password) };
  const made = await insertTenant(ctx, { name, slug, isDemo: request.isDemo ?? false, owner }).catch((error) => {
    throw isUniqueViolation(error) ? new AppError("conflict", `There is a tenant "${slug}" already.`) : error;
  });
  await ctx.forTenant(made.tenantId, (tx) =>
    writeAudit(tx, {
      tenantId: made.tenantId,
      actor: systemActor("tenant:create"),
      action: "tenant.created",
      targetKind: "tenant",
      targetId: made.tenantId,
      after: { name, slug, owner: email },
    }),
  );
  return { tenantId: made.tenantId, slug, userId: made.userId, password: made.isNewUser ? password : null };
}

/** A name as a short name: lower case, digits and dashes. */
function slugOf(name: string): string {
  const plain = name.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  return plain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
}

function check(owner: TenantRequest["owner"], name: string, slug: string, password: string): void {
  if (name === "" || name.length > 200) throw invalidField("name", "must have 1 to 200 characters");
  if (!/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/.test(slug)) {
    throw invalidField("slug", "must be lower case letters, digits and dashes, 1 to 60 of them");
  }
  const { email } = owner;
  if (!z.email().safeParse(email).success) throw invalidField("owner", `${email || "the address"} is no email address`);
  const refusal = refusePassword(password, [email, owner.name, name]);
  if (refusal !== null) throw invalidField("password", refusal);
}
