import { hasRole, type Role } from "#lib/shared/actor.ts";

type Change = {
  actorRole: Role;
  /** of the member now */
  role: Role;
  /** of the member afterwards; null for none, they leave */
  newRole: Role | null;
  /** how many owners the tenant has now */
  owners: number;
};

/** Why a member may not be changed so: the code of the refusal and a sentence; null when they may. */
export function refuseMemberChange(change: Change): { code: "forbidden" | "conflict"; message: string } | null {
  const { actorRole, role, newRole, owners } = change;
  if (!hasRole(actorRole, role)) {
    return { code: "forbidden", message: `Only the role ${role} may change this member; yours is ${actorRole}.` };
  }
  if (newRole !== null && !hasRole(actorRole, newRole)) {
    return { code: "forbidden", message: `You cannot give the role ${newRole}: yours is ${actorRole}.` };
  }
  if (role === "owner" && newRole !== "owner" && owners <= 1) {
    return { code: "conflict", message: "This is the only owner: make somebody else an owner first." };
  }
  return null;
}
