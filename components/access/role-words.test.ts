import { describe, expect, it } from "vitest";
import { hasRole, roles } from "#lib/shared/actor.ts";
import { ROLE_WORDS, roleOptions, rolesUpTo } from "./role-words.ts";

it("every role has a sentence of its own", () => {
  const sentences = roles.map((role) => ROLE_WORDS[role]);
  expect(new Set(sentences).size).toBe(roles.length);
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
});

describe("rolesUpTo", () => {
  it.each(roles)("offers a %s what the API lets them give, and no more", (own) => {
    for (const role of roles) expect(rolesUpTo(own).includes(role)).toBe(hasRole(own, role));
  });
});

it("an admin chooses among three, the least first", () => {
  expect(roleOptions("admin")).toEqual([
    { value: "viewer", label: "Viewer" },
    { value: "operator", label: "Operator" },
    { value: "admin", label: "Admin" },
  ]);
});
