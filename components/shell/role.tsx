"use client";
import { createContext, type ReactNode, useContext } from "react";
import { hasRole, type Role } from "#lib/shared/actor.ts";

const RoleContext = createContext<Role>("viewer");

export function RoleProvider({ role, children }: { role: Role; children: ReactNode }) {
  return <RoleContext value={role}>{children}</RoleContext>;
}

/** Whether the signed-in person has at least this role. Hides what the API would refuse; the API decides. */
export function useHasRole(atLeast: Role): boolean {
  return hasRole(useContext(RoleContext), atLeast);
}

/** The signed-in person's role. */
export function useRole(): Role {
  return useContext(RoleContext);
}
