import type { Role } from "#lib/shared/actor.ts";

/** What the shell shows of the signed-in person; plain data, handed from the server once. */
export type SessionInfo = {
  user: { name: string; email: string };
  tenant: { id: string; name: string };
  /** Every tenant the person is a member of. */
  tenants: readonly { id: string; name: string }[];
  role: Role;
};
