import { describe, expect, it } from "vitest";
import { commandOf, faultNames, readOptions } from "./options.ts";

const read = (text: string) => readOptions(text === "" ? [] : text.split(" "));

describe("readOptions", () => {
  it("takes every option", () => {
    const text =
      "--prospects 20000 --days 60 --daily 700 --seed 9 --faults crash,redis --break caps --start 2026-03-02 --workers 2 --shrink 30";
    expect(read(text)).toEqual({
      prospects: 20_000,
      days: 60,
      daily: 700,
      seed: 9,
      faults: ["crash", "redis"],
      broken: "caps",
      start: "2026-03-02",
      workers: 2,
      shrinkSeconds: 30,
    });
  });

  it.each([
    { text: "", faults: [...faultNames] },
    { text: "--faults all", faults: [...faultNames] },
    { text: "--faults none", faults: [] },
  ])("reads '$text' as its faults", ({ text, faults }) => expect(read(text).faults).toEqual(faults));

  it.each([
    { text: "--prospects", error: "needs a value" },
    { text: "--prospects many", error: "whole number from 10" },
    { text: "--prospects 9", error: "whole number from 10" },
    { text: "--days 1.5", error: "whole number" },
    { text: "--faults crash,fire", error: "use one of crash" },
    { text: "--break all", error: "use one of unique-key" },
    { text: "--start tomorrow", error: "is no date" },
    { text: "--start 2026-02-31x", error: "is no date" },
    { text: "--speed 3", error: "is no option" },
  ])("refuses '$text'", ({ text, error }) => expect(() => read(text)).toThrow(error));
});

it.each([
  "--faults none --seed 4",
  "--break recheck",
  "--daily 90",
  "--faults clock,overlap --workers 1 --prospects 50",
])("the command of '%s' reads back as the same", (text) => {
  const options = read(text);
  const [, , , , ...args] = commandOf(options).split(" ");
  expect(readOptions(args)).toEqual(options);
});
