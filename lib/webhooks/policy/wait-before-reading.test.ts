import { describe, expect, it } from "vitest";
import { provenMs } from "../thresholds.ts";
import { type Standing, waitBeforeReading } from "./wait-before-reading.ts";

const now = new Date("2026-06-10T16:00:00Z");
const later = now.getTime() + 12_300;
const lately = now.getTime() - provenMs + 1;
const longAgo = now.getTime() - provenMs;
const nothing: Standing = { addressBarredUntil: 0, pairBarredUntil: 0, pairProvenAt: 0, connectionProvenAt: 0 };

describe("waitBeforeReading", () => {
  it.each<{ name: string; standing: Partial<Standing>; expected: number }>([
    { name: "who is not known may post", standing: {}, expected: 0 },
    { name: "an address that is barred waits", standing: { addressBarredUntil: later }, expected: 13 },
    {
      name: "a bar ends",
      standing: { addressBarredUntil: now.getTime(), pairBarredUntil: now.getTime() },
      expected: 0,
    },
    {
      name: "a barred address may post where right signatures come in, whoever sent them",
      standing: { addressBarredUntil: later, connectionProvenAt: lately },
      expected: 0,
    },
    {
      name: "what came in long ago proves nothing",
      standing: {
        addressBarredUntil: later,
        pairBarredUntil: later,
        connectionProvenAt: longAgo,
        pairProvenAt: longAgo,
      },
      expected: 13,
    },
    {
      name: "who is barred from a connection waits, though others sign rightly there",
      standing: { pairBarredUntil: later, connectionProvenAt: lately },
      expected: 13,
    },
    {
      name: "who signed rightly there is never barred from it",
      standing: { pairBarredUntil: later, addressBarredUntil: later, pairProvenAt: lately, connectionProvenAt: lately },
      expected: 0,
    },
    {
      name: "the longer of two bars counts",
      standing: { addressBarredUntil: later, pairBarredUntil: later + 10_000 },
      expected: 23,
    },
  ])("$name", ({ standing, expected }) => {
    expect(waitBeforeReading({ ...nothing, ...standing }, now)).toBe(expected);
  });
});
