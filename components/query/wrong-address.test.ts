import { expect, it } from "vitest";
import { wayOnFrom } from "./wrong-address.ts";

const error = (field: string, message = "must be known") => ({ field, message });
const at = (query: string) => new URLSearchParams(query);

it("names each wrong filter and takes off those, with the place in the list and what was selected", () => {
  const errors = [error("status", "must be one of cold, contacted"), error("cycle", "must be a number")];
  expect(wayOnFrom(errors, at("q=air&status=bogus&cycle=abc&cursor=x"))).toEqual({
    detail: "Wrong in the address of this page: status: must be one of cold, contacted; cycle: must be a number",
    label: "Clear these filters",
    patch: { status: null, cycle: null, cursor: null, sel: null },
  });
  expect(wayOnFrom([error("status"), error("cursor")], at("status=bogus&cursor=x"))?.label).toBe("Clear this filter");
});

it("leads from a place that there is not to the first page, and leaves the filters", () => {
  const wayOn = wayOnFrom(
    [error("cursor", "is not a cursor of this list: start without one")],
    at("q=a&cursor=garbage"),
  );
  expect(wayOn).toMatchObject({ label: "First page", patch: { cursor: null } });
});

it("has nothing to say of what the address does not ask for", () => {
  expect(wayOnFrom([error("limit")], at("status=bogus"))).toBeNull();
  expect(wayOnFrom([], at("status=bogus"))).toBeNull();
});
