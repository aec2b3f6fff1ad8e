import { describe, expect, it } from "vitest";
import { hasRole, knownRole, type Role, roles, systemActor } from "./actor.ts";

describe("hasRole", () => {
  const allowed: Record<Role, Role[]> = {
    viewer: ["viewer"],
    operator: ["viewer", "operator"],
    admin: ["viewer", "operator", "admin"],
    owner: ["viewer", "operator", "admin", "owner"],
  };
  for (const role of roles) {
    for (const needed of roles) {
      it(`${role} ${allowed[role].includes(needed) ? "may" : "may not"} do what needs ${needed}`, () => {
        expect(hasRole(role, needed)).toBe(allowed[role].includes(needed));
      });
    }
  }
});

it.each([
  ["admin", "admin"],
  ["root", "viewer"],
  ["", "viewer"],
])("knownRole(%j) is %s", (stored, expected) => expect(knownRole(stored)).toBe(expected));

it("names the engine itself", () => {
  expect(systemActor("tenant:create")).toEqual({ kind: "system", id: null, label: "tenant:create", role: "owner" });
});
