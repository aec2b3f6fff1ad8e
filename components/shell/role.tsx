"use client";
import { createContext, type ReactNode, useContext } from "react";

/** Roles in order: each may do what those before it may (SPEC §12). */
const RANK = { viewer: 0, operator: 1, admin: 2, owner: 3 } as const;

export type Role = keyof typeof RANK;

const RoleContext = createContext<Role>("viewer");

export function RoleProvider({ role, children }: { role: Role; children: ReactNode }) {
  return <RoleContext value={role}>{children}</RoleContext>;
}

/** Whether the signed-in person has at least this role. Hides what the API would refuse; the API decides. */
export function useHasRole(atLeast: Role): boolean {
  return RANK[useContext(RoleContext)] >= RANK[atLeast];
}
