/** Roles in order: each may do what those before it may (SPEC §12). */
export const roles = ["viewer", "operator", "admin", "owner"] as const;

export type Role = (typeof roles)[number];

/** Who did something: a person, a key or the engine itself. `id` is null for the engine; `label` is what the audit log shows. */
export type Actor = {
  kind: "user" | "api_key" | "system";
  id: string | null;
  label: string;
  role: Role;
};

/** The engine acting on its own, e.g. `systemActor("tenant:create")`. */
export function systemActor(label: string): Actor {
  return { kind: "system", id: null, label, role: "owner" };
}

/** True when `role` may do what needs at least `needed`. */
export function hasRole(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}

/** A stored role; one that this code does not know (written by newer code) may only read. */
export function knownRole(stored: string): Role {
  return roles.find((role) => role === stored) ?? "viewer";
}
