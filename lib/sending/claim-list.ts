import { arrayParam } from "#lib/db/array-param.ts";
import { Prisma } from "#lib/db/generated/client.ts";

/** A message and the claim under which it is held. */
export type ClaimKey = { outreachEmailId: string; claimId: string };

/** Claims as a table `w (id, claim_id)`, for `FROM`. */
export function claimList(claims: readonly ClaimKey[]): Prisma.Sql {
  return Prisma.sql`unnest(${arrayParam(claims.map((claim) => claim.outreachEmailId))}::uuid[],
    ${arrayParam(claims.map((claim) => claim.claimId))}::uuid[]) AS w (id, claim_id)`;
}
