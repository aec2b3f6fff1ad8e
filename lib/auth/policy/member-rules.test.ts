import fc from "fast-check";
import { expect, it } from "vitest";
import { type Role, roles } from "#lib/shared/actor.ts";
import { refuseMemberChange } from "./member-rules.ts";

type Case = [actor: Role, role: Role, newRole: Role | null, owners: number, code: string | undefined];

it.each<Case>([
  ["admin", "viewer", "operator", 1, undefined],
  ["admin", "viewer", "admin", 1, undefined],
  ["admin", "admin", "viewer", 1, undefined],
  ["admin", "admin", null, 1, undefined],
  ["admin", "operator", "owner", 1, "forbidden"],
  ["admin", "owner", "viewer", 2, "forbidden"],
  ["admin", "owner", null, 2, "forbidden"],
  ["owner", "owner", "admin", 2, undefined],
  ["owner", "owner", null, 2, undefined],
  ["owner", "owner", "admin", 1, "conflict"],
  ["owner", "owner", null, 1, "conflict"],
  ["owner", "owner", "owner", 1, undefined],
  ["owner", "viewer", "owner", 1, undefined],
])("%s changes %s to %s with %i owners: %s", (actorRole, role, newRole, owners, code) => {
  expect(refuseMemberChange({ actorRole, role, newRole, owners })?.code).toBe(code);
});

it("never leaves a tenant without an owner, and never gives or takes more than one's own role", () => {
  const role = fc.constantFrom(...roles);
  fc.assert(
    fc.property(role, role, fc.option(role), fc.integer({ min: 1, max: 3 }), (actorRole, current, newRole, owners) => {
      if (refuseMemberChange({ actorRole, role: current, newRole, owners })) return;
      const left = owners - (current === "owner" ? 1 : 0) + (newRole === "owner" ? 1 : 0);
      expect(left).toBeGreaterThan(0);
      const rank = roles.indexOf(actorRole);
      expect(rank).toBeGreaterThanOrEqual(roles.indexOf(current));
      expect(rank).toBeGreaterThanOrEqual(newRole === null ? 0 : roles.indexOf(newRole));
    }),
  );
});
