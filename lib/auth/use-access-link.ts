import { hashPassword, verifyPassword } from "better-auth/crypto";
import { writeAudit } from "#lib/audit/write-audit.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { AppError, invalidField } from "#lib/errors/app-error.ts";
import { type Actor, knownRole } from "#lib/shared/actor.ts";
import { inSignInData } from "#lib/tenancy/sign-in-data.ts";
import { hashAccessToken, looksLikeAccessToken } from "./access-token.ts";
import type { AccessLinkView, UseAccessLinkBody } from "./contract-members.ts";
import { countAccountTry } from "./count-tries.ts";
import { refusePassword } from "./policy/password-strength.ts";
import { selectUsableLink, takeAccessLink } from "./repo-access-links.ts";
import { insertMember, selectMemberRole } from "./repo-members.ts";
import {
  countMemberships,
  deleteTwoFactor,
  insertPerson,
  type Person,
  selectPasswordHash,
  selectPersonByEmail,
  updatePasswordHash,
} from "./repo-people.ts";
import { deleteSessions } from "./repo-sessions.ts";

type Link = NonNullable<Awaited<ReturnType<typeof selectUsableLink>>>;

/**
 * What a one-time link is for. Looking uses nothing up.
 * @throws AppError not_found for one that is unknown, used, taken back or too old: all the same to who asks
 */
export async function describeAccessLink(ctx: EngineContext, token: string): Promise<AccessLinkView> {
  return inSignInData(ctx, async (tx) => {
    const link = await requireLink(tx, token, ctx.now());
    return {
      kind: link.kind === "invitation" ? "invitation" : "password_reset",
      tenant_name: link.tenantName,
      email: link.email,
      role: link.role === null ? null : knownRole(link.role),
      has_account: (await selectPersonByEmail(tx, link.email)) !== null,
      expires_at: link.expires_at.toISOString(),
    };
  });
}

/**
 * Uses a one-time link up, all or nothing: an invitation makes its person a member (and an account with this password, or checks
 * the password of the account they have), a reset sets the password and ends every session. Signing in comes after it.
 * @throws AppError not_found as above; validation_failed for a password that will not do
 */
export async function acceptAccessLink(ctx: EngineContext, body: UseAccessLinkBody): Promise<{ email: string }> {
  const now = ctx.now();
  const { email, has_account: hasAccount } = await describeAccessLink(ctx, body.token);
  // Who invites somebody holds the link as well: it must not become a way to guess passwords.
  if (hasAccount) await countAccountTry(ctx, email, now);
  const hash = await hashPassword(body.password);
  return inSignInData(ctx, async (tx) => {
    const link = await requireLink(tx, body.token, now);
    if (!(await takeAccessLink(tx, link.id, now))) throw unknownLink();
    const person = await selectPersonByEmail(tx, link.email);
    if (link.kind === "invitation") await join(tx, link, person, { ...body, hash });
    else await reset(tx, link, person, { ...body, hash });
    return { email: link.email };
  });
}

type Given = { name?: string; password: string; hash: string };

async function join(tx: Tx, link: Link, person: Person | null, given: Given): Promise<void> {
  const userId = person?.id ?? (await makeAccount(tx, link, given));
  if (person) await requirePassword(tx, person.id, given.password);
  const role = knownRole(link.role ?? "");
  await insertMember(tx, link.tenant_id, userId, role);
  await note(tx, link, { kind: "user", id: userId, label: link.email, role }, "member.joined", { role });
}

async function makeAccount(tx: Tx, link: Link, given: Given): Promise<string> {
  if (!given.name) throw invalidField("name", "enter your name");
  requireStrong(given.password, [link.email, given.name, link.tenantName]);
  return insertPerson(tx, { email: link.email, name: given.name, passwordHash: given.hash });
}

async function requirePassword(tx: Tx, userId: string, password: string): Promise<void> {
  const hash = await selectPasswordHash(tx, userId);
  if (hash !== null && (await verifyPassword({ hash, password }))) return;
  throw invalidField("password", "is not the password of your account");
}

async function reset(tx: Tx, link: Link, person: Person | null, given: Given): Promise<void> {
  if (!person || person.id !== link.user_id) throw unknownLink();
  // As when the link was made: meanwhile the person may have left, or joined another tenant.
  const isStillOurs = (await selectMemberRole(tx, link.tenant_id, person.id)) !== null;
  if (!isStillOurs || (await countMemberships(tx, person.id)) > 1) throw unknownLink();
  requireStrong(given.password, [person.email, person.name, link.tenantName]);
  await updatePasswordHash(tx, person.id, given.hash);
  if (link.removes_two_factor) await deleteTwoFactor(tx, person.id);
  await deleteSessions(tx, person.id);
  const actor: Actor = { kind: "user", id: person.id, label: person.email, role: "viewer" };
  await note(tx, link, actor, "password.reset", { removed_two_factor: link.removes_two_factor });
}

function requireStrong(password: string, ownWords: string[]): void {
  const refusal = refusePassword(password, ownWords);
  if (refusal !== null) throw invalidField("password", refusal);
}

async function requireLink(tx: Tx, token: string, now: Date): Promise<Link> {
  const link = looksLikeAccessToken(token) ? await selectUsableLink(tx, hashAccessToken(token), now) : null;
  if (!link) throw unknownLink();
  return link;
}

function unknownLink(): AppError {
  return new AppError("not_found", "This link is unknown, used or too old: ask for a new one.");
}

function note(tx: Tx, link: Link, actor: Actor, action: string, after: Record<string, unknown>): Promise<void> {
  const target = { targetKind: "member", targetId: actor.id, after };
  return writeAudit(tx, { tenantId: link.tenant_id, actor, action, ...target });
}
