import { afterAll, inject } from "vitest";
import type { AccountRequest } from "#lib/auth/change-account.ts";
import { createAuth } from "#lib/auth/create-auth.ts";
import { createTenant } from "#lib/auth/create-tenant.ts";
import { insertMember } from "#lib/auth/repo-members.ts";
import { insertPerson } from "#lib/auth/repo-people.ts";
import { signIn } from "#lib/auth/sign-in.ts";
import { verifySecondFactor } from "#lib/auth/verify-second-factor.ts";
import { type Actor, knownRole, type Role } from "#lib/shared/actor.ts";
import { createTestContext } from "./test-context.ts";

export const testPassword = "correct horse battery";
export const newAddress = (name = "ann") => `${name}-${crypto.randomUUID()}@example.test`;

export type TestPerson = { userId: string; email: string; tenantId: string; role: Role };

type AuthPlace = { databaseUrl?: string; secret?: string; oldSecrets?: string[] };

/** Sign-in on the test run's database, or another one, with people to sign in. Call it at the top of a suite. */
export function createAuthWorld({
  databaseUrl = inject("databaseUrl"),
  secret = "s".repeat(40),
  oldSecrets = [],
}: AuthPlace = {}) {
  const ctx = createTestContext(databaseUrl);
  ctx.setNow(new Date());
  const { appUrl } = ctx.config;
  const service = createAuth({
    databaseUrl,
    appUrl,
    secret,
    oldSecrets,
    sharedSignInMax: 100_000,
  });
  afterAll(() => service.close());

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    new Request(`${appUrl}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: appUrl, ...headers },
      body: JSON.stringify(body),
    });

  async function newOwner(): Promise<TestPerson> {
    const email = newAddress("owner");
    const name = `T ${crypto.randomUUID()}`;
    const made = await createTenant(ctx, { name, owner: { email, name: "Olive Owner", password: testPassword } });
    return { ...made, email, role: "owner" };
  }

  /** A member with the same password as the tenant's owner, who has been made before. */
  async function newMember(tenantId: string, role: Role): Promise<TestPerson> {
    const email = newAddress(role);
    const userId = await ctx.acrossTenants(async (tx) => {
      const owner = await tx.account.findFirstOrThrow({
        where: { user: { members: { some: { tenant_id: tenantId, role: "owner" } } } },
      });
      const id = await insertPerson(tx, { email, name: `Mel ${role}`, passwordHash: owner.password ?? "" });
      await insertMember(tx, tenantId, id, role);
      return id;
    });
    return { userId, email, tenantId, role };
  }

  const signInAs = (email: string, password = testPassword, headers: Record<string, string> = {}) =>
    signIn(service, ctx, post("/api/auth/sign-in/email", { email, password }, headers));

  return {
    ctx,
    service,
    post,
    newOwner,
    newMember,
    signInAs,
    cookieOf: async (email: string, password = testPassword) => cookiesIn(await signInAs(email, password)),
    nameCode: (cookie: string, code: string) =>
      verifySecondFactor(service, ctx, post("/api/auth/sign-in/two-factor", { code }, { cookie })),
    /** what a person does to their own account, from the browser with this cookie */
    account: (cookie: string): AccountRequest => ({
      service,
      ctx,
      request: post("/api/me", {}, { cookie }),
      requestId: "r-1",
    }),
  };
}

/** The cookies an answer leaves a browser with, as it sends them back. */
export function cookiesIn(answer: Response): string {
  const kept = answer.headers.getSetCookie().filter((cookie) => !/Max-Age=0/.test(cookie));
  return kept.map((cookie) => cookie.split(";")[0]).join("; ");
}

export function actorOf(person: TestPerson): Actor {
  return { kind: "user", id: person.userId, label: person.email, role: knownRole(person.role) };
}
