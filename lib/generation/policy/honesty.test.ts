import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { goodDraft, knownProspect, unknownProspect, writingFacts } from "../testing/writing-facts.ts";
import { honestyProblems } from "./honesty.ts";

const facts = writingFacts();
const codesOf = (text: string, of = facts) => honestyProblems(goodDraft(` ${text}`), of).map((problem) => problem.code);

describe("anecdotes", () => {
  it.each([
    "Some of our clients book more.",
    "Two of my customers did it.",
    "A client of ours did it.",
    "Our customer told me so.",
    "We recently helped a shop in town.",
    "We just worked with your supplier.",
    "Last week, I met a roofer.",
    "This month we visited the area.",
    "I talked to a plumber.",
    "I recently spoke with your team.",
    "I saw your van.",
    "I came across your page.",
    "I loved your reviews.",
    "I've been following your work.",
    "I have been watching you grow.",
    "We have a mutual friend.",
    "As we discussed, here it is.",
    "Your neighbor uses it.",
  ])("refuses %j", (text) => {
    expect(codesOf(text)).toEqual(["anecdote"]);
  });

  it.each([
    "Suppose a customer asks for a price.",
    "We help companies like yours.",
    "I would like to show you.",
    "Your customers would see a reply.",
  ])("passes %j", (text) => {
    expect(codesOf(text)).toEqual([]);
  });

  it("looks at the subject as well, and quotes what it found", () => {
    const problems = honestyProblems({ ...goodDraft(), subject: "I saw your van" }, facts);
    expect(problems).toEqual([{ code: "anecdote", message: 'Do not tell of people or meetings: "I saw".' }]);
  });
});

describe("figures", () => {
  it.each([
    "37%",
    "3 of 4 companies",
    "$49 a month",
    "€5",
    "1,500 companies",
    "since 2019",
    "4.7 stars",
    "66% of calls",
    "bookings doubled",
    "halved the wait",
    "three times more calls",
    "40 minutes",
  ])("refuses %j: nobody gave it", (figure) => {
    expect(codesOf(`It is ${figure} here.`)).toEqual(["figure"]);
  });

  it.each([
    ["the rating", "rated 4.6"],
    ["the number of reviews", "1200 reviews"],
    ["it with a comma", "1,200 reviews"],
    ["the company's own number", "Route 66 Plumbing, or Route 66 for short"],
    ["the length of a call", "a 15-minute call, 10 minutes or 30 minutes"],
    ["round the clock", "answering 24/7"],
    ["figures in words that count nothing", "one idea for the two of us"],
  ])("passes %s", (_name, text) => {
    expect(codesOf(`It is ${text} here.`)).toEqual([]);
  });

  it("takes a number of the names however it is written", () => {
    const of = writingFacts({ prospect: { ...knownProspect, company: "1,000 Oaks Plumbing" } });
    expect([codesOf("For 1,000 Oaks Plumbing.", of), codesOf("For 1000 Oaks.", of)]).toEqual([[], []]);
  });

  it("takes none when nothing is known", () => {
    const of = writingFacts({ prospect: unknownProspect });
    expect([codesOf("Rated 4.6.", of), codesOf("About 1,200 reviews.", of), codesOf("It is 0.", of)]).toEqual([
      ["figure"],
      ["figure"],
      ["figure"],
    ]);
  });

  it("refuses every number that is not given, wherever it stands", () => {
    const given = ["66", "1200", "4.6"];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }).map(String), fc.boolean(), (figure, isInSubject) => {
        fc.pre(!given.includes(figure));
        const draft = isInSubject
          ? { ...goodDraft(), subject: `About ${figure} calls` }
          : goodDraft(` ${figure} calls.`);
        expect(honestyProblems(draft, facts).map((problem) => problem.code)).toEqual(["figure"]);
      }),
    );
  });
});

describe("who writes", () => {
  const nameless = { subject: "Hi", core: "Pat, somebody writes to you." };

  it("is said in every first message, of the first pass and of later ones", () => {
    for (const cycle of [0, 1, 4]) {
      const problems = honestyProblems(nameless, writingFacts({ cycle }));
      expect(problems).toEqual([{ code: "sender", message: "Say who writes: name LeadLock." }]);
    }
  });

  it("need not be said again in the steps that follow", () => {
    for (const step of [2, 3, 6]) expect(honestyProblems(nameless, writingFacts({ step }))).toEqual([]);
  });

  it.each([
    ["LeadLock", "We at leadlock's office write.", false],
    ["LeadLock", "LEADLOCK writes.", true],
    ["Lead Lock, Inc.", "Ann from Lead Lock Inc writes.", true],
    ["Lead", "LeadLock writes.", false],
  ])("%s is named by %j: %s", (company, core, isNamed) => {
    const of = writingFacts({ sender: { name: "Ann", company, bookingUrl: null } });
    expect(honestyProblems({ subject: "Hi", core }, of).length).toBe(isNamed ? 0 : 1);
  });
});

describe("farewells", () => {
  const farewells = [
    "This is my last email.",
    "A final note from me.",
    "This is the last time I write.",
    "I won't bother you again.",
    "I will not contact you again.",
    "I'll close your file.",
  ];

  it.each(farewells)("%j is refused while more may follow", (text) => {
    expect(codesOf(text)).toEqual(["false_farewell"]);
  });

  it.each(farewells)("%j is fine when it is true", (text) => {
    expect(codesOf(text, writingFacts({ isLastEmail: true }))).toEqual([]);
  });

  it.each(["At last, a quiet week.", "You would have the final say.", "The last customer of the day calls."])(
    "%j is no farewell",
    (text) => {
      expect(codesOf(text)).toEqual([]);
    },
  );
});

it("names everything that is wrong", () => {
  const draft = { subject: "Hi", core: "I saw that you win 37% more. This is my last email." };
  const codes = honestyProblems(draft, facts).map((problem) => problem.code);
  expect(codes).toEqual(["anecdote", "figure", "sender", "false_farewell"]);
});
