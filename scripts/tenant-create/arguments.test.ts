import { describe, expect, test } from "vitest";
import { readTenantArguments } from "./arguments.ts";

describe("the command line of tenant:create", () => {
  test("name and owner are enough", () => {
    expect(readTenantArguments(["--name", "Acme", "--owner", "ann@acme.example"])).toEqual({
      name: "Acme",
      owner: { email: "ann@acme.example", name: "ann" },
    });
  });

  test("all of it", () => {
    const args = ["--name=Acme Heating", "--owner=ann@acme.example", "--owner-name=Ann Lee", "--slug=acme"];
    expect(readTenantArguments(args)).toEqual({
      name: "Acme Heating",
      slug: "acme",
      owner: { email: "ann@acme.example", name: "Ann Lee" },
    });
  });

  const wrong = [
    [],
    ["--name", "Acme"],
    ["--owner", "a@b.test"],
    ["--name", "Acme", "--owner"],
    ["--colour", "red"],
    ["Acme"],
  ];
  test.each(wrong.map((args) => ({ args })))("$args gets the usage", ({ args }) => {
    expect(() => readTenantArguments(args)).toThrow(/usage: npm run tenant:create/);
  });
});
