import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ImportMode } from "../types.ts";
import { classifyRows, type KnownIdentity, type ReadRow, type RowDecision, readRow } from "./classify-rows.ts";
import { mapColumns } from "./map-columns.ts";
import { profileKey } from "./profile-key.ts";

const mapping = mapColumns(["email", "company", "place id"]);
if (!mapping.ok) throw new Error(mapping.detail);
const { targets } = mapping;

/** Rows as "address|company|place", numbered from 2 as in a file with a header. */
const rowsOf = (...lines: string[]): ReadRow[] =>
  lines.map((line, index) => {
    const [email = "", company = "", place = ""] = line.split("|");
    return readRow(index + 2, [email, company, place], targets);
  });

const known = (change: Partial<KnownIdentity>): KnownIdentity => ({
  prospectId: "p1",
  hasAddress: change.emailKey !== undefined,
  emailKey: null,
  placeId: null,
  profileKey: null,
  isOfImport: false,
  ...change,
});

const nobody = { name: null, company: null, phone: null, city: null, state_code: null, zip: null };
const word = (decision: RowDecision) => {
  if (decision.kind !== "fill") return decision.result;
  return `fill ${decision.prospectId}${decision.givesAddress ? " with its address" : ""}`;
};

describe("classifyRows", () => {
  type Case = {
    name: string;
    rows: string[];
    known?: KnownIdentity[];
    suppressed?: string[];
    mode?: ImportMode;
    expected: string[];
  };
  const cases: Case[] = [
    { name: "new addresses are added", rows: ["a@x.test|A", "b@x.test|B"], expected: ["added", "added"] },
    {
      name: "the first of two equal addresses wins, in whatever spelling",
      rows: ["a@x.test|A", "A+list@X.test|Other"],
      expected: ["added", "duplicate_in_file"],
    },
    {
      name: "the first of two equal places wins, whatever the address",
      rows: ["a@x.test|A|place-1", "b@x.test|A|place-1"],
      expected: ["added", "duplicate_in_file"],
    },
    {
      name: "another place with an address that stands further up is a duplicate address",
      rows: ["a@x.test|A|place-1", "a@x.test|B|place-2"],
      expected: ["added", "added_duplicate_address"],
    },
    {
      name: "an address that came with a place is known to later rows without one",
      rows: ["a@x.test|A|place-1", "a@x.test|B"],
      expected: ["added", "duplicate_in_file"],
    },
    {
      name: "a refused row takes no address away from a good one",
      rows: ["nobody|A|place-1", "a@x.test|A|place-1"],
      expected: ["invalid_email", "added"],
    },
    {
      name: "a business without an address is added once",
      rows: ["|A", "|B", "|A"],
      expected: ["added_without_address", "added_without_address", "duplicate_in_file"],
    },
    {
      name: "a place without an address is added too",
      rows: ["|A|place-1", "|A|place-2"],
      expected: ["added_without_address", "added_without_address"],
    },
    {
      name: "a known address is left alone",
      rows: ["A@x.test|New name"],
      known: [known({ emailKey: "a@x.test" })],
      expected: ["already_present"],
    },
    {
      name: "a known place is left alone, whatever its address",
      rows: ["new@x.test|A|place-1"],
      known: [known({ placeId: "place-1", emailKey: "old@x.test" })],
      expected: ["already_present"],
    },
    {
      name: "a new place with a known address is a duplicate address",
      rows: ["a@x.test|B|place-2"],
      known: [known({ emailKey: "a@x.test" })],
      expected: ["added_duplicate_address"],
    },
    {
      name: "a known business without an address is left alone",
      rows: ["|A", "|B"],
      known: [known({ profileKey: profileKey({ ...nobody, company: "A" }) })],
      expected: ["already_present", "added_without_address"],
    },
    {
      name: "an update fills what is there",
      rows: ["a@x.test|A", "b@x.test|B"],
      known: [known({ emailKey: "a@x.test" })],
      mode: "update",
      expected: ["fill p1", "added"],
    },
    {
      name: "an update fills a prospect once, also when two rows name it differently",
      rows: ["|A|place-1", "a@x.test|A"],
      known: [known({ emailKey: "a@x.test", placeId: "place-1" })],
      mode: "update",
      expected: ["fill p1", "duplicate_in_file"],
    },
    {
      name: "what an earlier batch of the file came to is a duplicate in the file, in an update too",
      rows: ["a@x.test|A"],
      known: [known({ emailKey: "a@x.test", isOfImport: true })],
      mode: "update",
      expected: ["duplicate_in_file"],
    },
    {
      name: "a suppressed address is not added",
      rows: ["a@x.test|A", "b@x.test|B", "|C"],
      suppressed: ["a@x.test"],
      expected: ["suppressed", "added", "added_without_address"],
    },
    {
      name: "a suppressed address is not added with another place either",
      rows: ["a@x.test|A|place-1", "a@x.test|A|place-2"],
      suppressed: ["a@x.test"],
      expected: ["suppressed", "suppressed"],
    },
    {
      name: "an existing record with a suppressed address is left alone",
      rows: ["a@x.test|A"],
      known: [known({ emailKey: "a@x.test" })],
      suppressed: ["a@x.test"],
      expected: ["already_present"],
    },
    {
      name: "an update gives a prospect without an address its address",
      rows: ["a@x.test|A|place-1"],
      known: [known({ placeId: "place-1" })],
      mode: "update",
      expected: ["fill p1 with its address"],
    },
    {
      name: "an update changes no address",
      rows: ["new@x.test|A|place-1"],
      known: [known({ placeId: "place-1", emailKey: "old@x.test" })],
      mode: "update",
      expected: ["fill p1"],
    },
    {
      name: "an update gives nobody a suppressed address",
      rows: ["a@x.test|A|place-1"],
      known: [known({ placeId: "place-1" })],
      suppressed: ["a@x.test"],
      mode: "update",
      expected: ["fill p1"],
    },
    {
      name: "an update gives nobody an address that another has, or that stands further up",
      rows: ["a@x.test|A|place-1", "b@x.test|B|place-2", "b@x.test|C|place-3"],
      known: [
        known({ placeId: "place-1" }),
        known({ prospectId: "p2", emailKey: "a@x.test" }),
        known({ prospectId: "p3", placeId: "place-3" }),
      ],
      mode: "update",
      expected: ["fill p1", "added", "fill p3"],
    },
    { name: "no rows come to nothing", rows: [], expected: [] },
  ];
  for (const { name, rows, known = [], suppressed = [], mode = "insert", expected } of cases)
    it(name, () => expect(classifyRows(rowsOf(...rows), known, new Set(suppressed), mode).map(word)).toEqual(expected));

  it("gives new prospects the status that their address allows", () => {
    const decisions = classifyRows(rowsOf("a@x.test|A", "|B", "a@x.test|C|place-1"), [], new Set(), "insert");
    expect(decisions.map((decision) => decision.kind === "add" && decision.status)).toEqual([
      "cold",
      "no_verified_email",
      "duplicate_email",
    ]);
  });

  it("names the prospect that a row came to", () => {
    const found = [
      known({ emailKey: "a@x.test" }),
      known({ prospectId: "p2", emailKey: "b@x.test", isOfImport: true }),
    ];
    expect(classifyRows(rowsOf("a@x.test", "b@x.test"), found, new Set(), "insert")).toMatchObject([
      { result: "already_present", prospectId: "p1" },
      { result: "duplicate_in_file", prospectId: "p2" },
    ]);
  });

  const line = fc
    .record({
      email: fc.constantFrom("", "a@x.test", "b@x.test", "A+1@x.test", "nobody"),
      company: fc.constantFrom("", "A", "B"),
      place: fc.constantFrom("", "place-1", "place-2"),
    })
    .map(({ email, company, place }) => `${email}|${company}|${place}`);

  it("decides every row once and in order, and never adds an identity or a sendable address twice", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const decisions = classifyRows(rowsOf(...lines), [], new Set(["b@x.test"]), "insert");
        expect(decisions.map((decision) => decision.rowNumber)).toEqual(lines.map((_, index) => index + 2));
        const added = decisions.flatMap((decision) => (decision.kind === "add" ? [decision] : []));
        const sendable = added.filter((add) => add.status === "cold").map((add) => add.row.emailKey);
        const places = added.flatMap((add) => add.row.fields.source_place_id ?? []);
        expect(new Set(sendable).size).toBe(sendable.length);
        expect(new Set(places).size).toBe(places.length);
        expect(sendable).not.toContain("b@x.test");
      }),
    );
  });

  it("adds nothing the second time", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const rows = rowsOf(...lines);
        const first = classifyRows(rows, [], new Set(), "insert");
        const stored = first.flatMap((decision, index) => (decision.kind === "add" ? [storedOf(decision, index)] : []));
        const second = classifyRows(rows, stored, new Set(), "insert");
        expect(second.filter((decision) => decision.kind === "add")).toEqual([]);
      }),
    );
  });
});

function storedOf({ row, status }: Extract<RowDecision, { kind: "add" }>, index: number): KnownIdentity {
  const place = row.fields.source_place_id;
  return known({
    prospectId: `p${index}`,
    emailKey: status === "cold" ? row.emailKey : null,
    placeId: place,
    profileKey: row.email === null && place === null ? profileKey(row.fields) : null,
  });
}
