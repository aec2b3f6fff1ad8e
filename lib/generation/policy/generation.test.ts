import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PreviousMessage, ProspectFacts, Season, WritingFacts } from "../types.ts";
import { angleForCycle } from "./angles.ts";
import { draftProblems } from "./draft-problems.ts";
import { precedentsOf } from "./repetition.ts";
import { jaccard, maxSimilarity, shinglesOf, subjectKey } from "./similarity.ts";
import { writeFromMaterial } from "./write-from-material.ts";

const sender = { name: "Ann", company: "LeadLock", bookingUrl: "https://leadlock.test/book" };
const prospect: ProspectFacts = {
  id: "0193",
  firstName: "Pat",
  company: "Smith Heating",
  city: "Springfield",
  stateCode: "IL",
  tradeType: "hvac",
  googleRating: 4.6,
  reviewCount: 120,
};

const factsOf = (change: Partial<WritingFacts> = {}): WritingFacts => ({
  prospect,
  sender,
  step: 1,
  cycle: 0,
  angle: angleForCycle(change.cycle ?? 0),
  season: "spring",
  isLastEmail: false,
  previous: [],
  ...change,
});

const seasons: Season[] = ["winter", "spring", "summer", "fall"];

/** Writes steps 1…6 of cycles 0…12, each knowing all that went before. */
function writeWholeLife(who: ProspectFacts, from: typeof sender | { name: string; company: string; bookingUrl: null }) {
  const previous: PreviousMessage[] = [];
  for (let cycle = 0; cycle <= 12; cycle += 1) {
    for (let step = 1; step <= 6; step += 1) {
      const season = seasons[(cycle + Math.floor(step / 3)) % 4] ?? "winter";
      const facts = factsOf({
        prospect: who,
        sender: from as typeof sender,
        step,
        cycle,
        season,
        previous: [...previous],
      });
      const draft = writeFromMaterial(facts);
      if (draft === null) throw new Error(`nothing to say at cycle ${cycle}, step ${step}`);
      expect(draftProblems(draft, facts, precedentsOf(previous))).toEqual([]);
      previous.push({ cycle, step, ...draft });
    }
  }
  return previous;
}

describe("the embedded writer", () => {
  it("never repeats itself over 13 cycles of 6 steps, whatever is known about the prospect", () => {
    const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
    const anyone = fc.record({
      id: fc.uuid(),
      firstName: maybe(fc.constantFrom("Pat", "Maximilian", "O'Neil")),
      company: maybe(
        fc.constantFrom("Smith Heating", "A", "The Very Long Family Heating and Cooling Company of Lakewood"),
      ),
      city: maybe(fc.constantFrom("Springfield", "Truth or Consequences", "Salt Lake City")),
      stateCode: fc.constant("IL"),
      tradeType: maybe(fc.constantFrom("hvac", "plumbing", "roofing", "electrical", "solar", "landscaping")),
      googleRating: fc.constant(null),
      reviewCount: fc.constant(null),
    });
    fc.assert(
      fc.property(anyone, fc.boolean(), (who, hasBooking) => {
        const from = hasBooking ? sender : { name: "Bo", company: "Acme 24 Outreach", bookingUrl: null };
        const texts = writeWholeLife(who, from);
        const shingles = texts.map((text) => shinglesOf(text.core));
        for (const [i, a] of shingles.entries())
          for (const b of shingles.slice(i + 1)) expect(jaccard(a, b)).toBeLessThanOrEqual(maxSimilarity);
        expect(new Set(texts.map((text) => subjectKey(text.subject))).size).toBe(texts.length);
      }),
      { numRuns: 10 },
    );
  }, 60_000);

  it("writes the same text for the same facts, and another one for another prospect", () => {
    const draft = writeFromMaterial(factsOf());
    expect(writeFromMaterial(factsOf())).toEqual(draft);
    expect(writeFromMaterial(factsOf({ prospect: { ...prospect, id: "0194" } }))).not.toEqual(draft);
  });

  it("reads like a letter", () => {
    const { subject, core } = writeFromMaterial(factsOf()) ?? { subject: "", core: "" };
    expect(core).toMatch(/^Hi Pat,\n\n/);
    expect(core).toContain("LeadLock");
    expect(`${subject}\n${core}`).not.toMatch(/[{}]|undefined|null| {2}|\ba (electrical|unit-)/);
  });

  it("keeps clear of texts that others wrote before", () => {
    const first = writeFromMaterial(factsOf());
    const again = writeFromMaterial(
      factsOf({ previous: [{ cycle: 0, step: 1, subject: first?.subject ?? "", core: first?.core ?? "" }] }),
    );
    expect(jaccard(shinglesOf(first?.core ?? ""), shinglesOf(again?.core ?? ""))).toBeLessThanOrEqual(maxSimilarity);
    expect(again?.subject).not.toBe(first?.subject);
  });
});
