import { describe, expect, it } from "vitest";
import { pauseItems, readVerb } from "./pause-items.ts";

const places = [
  { place: "domains", id: "d1", name: "acme.test", isPaused: false },
  { place: "mailboxes", id: "m1", name: "ann@acme.test", isPaused: true },
] as const;

describe("readVerb", () => {
  it.each([
    ["pause acme", "pause", "acme"],
    ["Resume  ann@acme.test", "resume", "ann@acme.test"],
    ["acme pause", null, "acme pause"],
    ["pause", null, "pause"],
    ["pausers.test", null, "pausers.test"],
  ])("%s", (text, verb, rest) => expect(readVerb(text)).toEqual({ verb, rest }));
});

describe("pauseItems", () => {
  it("offers of each place what it is not", () =>
    expect(pauseItems(places, null).map(({ label, deed }) => [label, deed])).toEqual([
      ["Pause acme.test", { kind: "pause", place: "domains", id: "d1", name: "acme.test" }],
      ["Resume ann@acme.test…", { kind: "resume", place: "mailboxes", id: "m1", name: "ann@acme.test" }],
    ]));

  it.each([
    ["pause", ["Pause acme.test"]],
    ["resume", ["Resume ann@acme.test…"]],
  ] as const)("leaves out what %s does not fit", (verb, labels) =>
    expect(pauseItems(places, verb).map(({ label }) => label)).toEqual(labels),
  );
});
