import { describe, expect, it } from "vitest";
import { profileKey } from "./profile-key.ts";

const nobody = { name: null, company: null, phone: null, city: null, state_code: null, zip: null };

describe("profileKey", () => {
  const acme = { name: "Ann", company: "Acme", phone: "555", city: "Austin", state_code: "TX", zip: "78701" };

  it.each(Object.keys(acme))("tells two apart that differ in %s", (field) => {
    expect(profileKey({ ...acme, [field]: "else" })).not.toBe(profileKey(acme));
    expect(profileKey({ ...acme, [field]: null })).not.toBe(profileKey(acme));
  });

  it("does not run fields into each other", () => {
    expect(profileKey({ ...nobody, name: "A B" })).not.toBe(profileKey({ ...nobody, name: "A", company: "B" }));
  });
});
