import { randomBytes } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { insertPerson, selectPersonByEmail } from "#lib/auth/repo-people.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import type { Actor, Role } from "#lib/shared/actor.ts";
import { inSignInData } from "#lib/tenancy/sign-in-data.ts";

export type TeamMember = { email: string; name: string; role: Role; joinedDaysAgo: number };

/** Who works in the demo tenant besides its owner. Nobody knows their passwords: an admin gives each a link to a new one. */
export const demoTeam: readonly TeamMember[] = [
  { email: "ben@leadlock.test", name: "Ben Carver", role: "admin", joinedDaysAgo: 405 },
  { email: "dana@leadlock.test", name: "Dana Whitfield", role: "operator", joinedDaysAgo: 402 },
  { email: "miguel@leadlock.test", name: "Miguel Santos", role: "operator", joinedDaysAgo: 401 },
  { email: "elena@leadlock.test", name: "Elena Petrova", role: "viewer", joinedDaysAgo: 160 },
];

/** Recipient domains that a person has ruled out: competitors of the tenant. */
export const suppressedDomains: readonly [string, ...string[]] = ["callcatcher.test", "answerhero.test"];

/** Makes the team's accounts where they are missing and has them join the tenant. Returns each member's id by address. */
export async function joinTeam(
  ctx: EngineContext,
  tenantId: string,
  team: readonly TeamMember[],
): Promise<Map<string, string>> {
  const passwordHash = await hashPassword(randomBytes(24).toString("base64url"));
  const dayMs = 86_400_000;
  return inSignInData(ctx, async (tx) => {
    const ids = new Map<string, string>();
    for (const { email, name } of team)
      ids.set(
        email,
        (await selectPersonByEmail(tx, email))?.id ?? (await insertPerson(tx, { email, name, passwordHash })),
      );
    await tx.member.createMany({
      data: team.map(({ email, role, joinedDaysAgo }) => ({
        tenant_id: tenantId,
        user_id: ids.get(email) ?? "",
        role,
        created_at: new Date(ctx.now().getTime() - joinedDaysAgo * dayMs),
      })),
      skipDuplicates: true,
    });
    return ids;
  });
}

/** As somebody's session signs what they do. */
export function actorOf({ email, role }: TeamMember, ids: ReadonlyMap<string, string>): Actor {
  return { kind: "user", id: ids.get(email) ?? null, label: email, role };
}

export const adminOf = (team: readonly TeamMember[]) => memberOf(team, "admin", 0);

/** One of the members with this role, by turns. */
export function memberOf(team: readonly TeamMember[], role: TeamMember["role"], index: number): TeamMember {
  const able = team.filter((member) => member.role === role);
  const member = able[index % able.length];
  if (!member) throw new Error(`the team has no ${role}`);
  return member;
}
