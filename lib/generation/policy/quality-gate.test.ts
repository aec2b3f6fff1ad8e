import { describe, expect, it } from "vitest";
import { differentWords, goodDraft, knownProspect, unknownProspect, writingFacts } from "../testing/writing-facts.ts";
import { qualityProblems } from "./quality-gate.ts";

const facts = writingFacts();
const codesOf = (draft: { subject: string; core: string }, of = facts) =>
  qualityProblems(draft, of).map((problem) => problem.code);
const withWords = (count: number) => ({ subject: "Hi", core: `Pat ${differentWords(count - 1)}` });

describe("length", () => {
  it.each([
    [1, 49, false],
    [1, 50, true],
    [1, 200, true],
    [1, 201, false],
    [2, 39, false],
    [2, 40, true],
    [3, 19, false],
    [3, 20, true],
    [4, 20, true],
    [6, 201, false],
  ])("step %i with %i words: %s", (step, words, isFine) => {
    expect(codesOf(withWords(words), writingFacts({ step }))).toEqual(isFine ? [] : ["body_length"]);
  });

  it.each([
    ["an empty subject", " ", "no_subject"],
    ["a second line, which could become a header", "Hi\nBcc: x", "subject_lines"],
    ["a carriage return", "Hi\rthere", "subject_lines"],
  ])("refuses %s", (_name, subject, code) => {
    expect(codesOf({ ...goodDraft(), subject })).toEqual([code]);
  });

  it("counts up to sixty characters of subject", () => {
    const draft = (length: number) => ({ ...goodDraft(), subject: "x".repeat(length) });
    expect([codesOf(draft(60)), codesOf(draft(61))]).toEqual([[], ["long_subject"]]);
  });

  it("says how many words there are and how many there must be", () => {
    expect(qualityProblems(withWords(10), facts)).toEqual([
      { code: "body_length", message: "The body has 10 words; it must have 50 to 200." },
    ]);
  });
});

describe("naming the recipient", () => {
  const about = (name: string) => ({ subject: "Hello", core: `${differentWords(60)} ${name}` });

  it.each([
    ["first name", "pat"],
    ["company", "ROUTE 66 plumbing"],
    ["city", "springfield"],
    ["trade", "plumbing"],
  ])("takes the %s, in any case", (_name, text) => {
    expect(codesOf(about(text))).toEqual([]);
  });

  it("takes a name in the subject too", () => {
    expect(codesOf({ subject: "Hi Pat", core: differentWords(60) })).toEqual([]);
  });

  it.each([
    ["somebody else", "Kim"],
    ["nobody", ""],
    ["the state alone", "IL"],
  ])("refuses %s", (_name, text) => {
    expect(codesOf(about(text))).toEqual(["impersonal"]);
  });

  it("takes the trade's own words: hvac is heating and cooling", () => {
    const of = writingFacts({ prospect: { ...unknownProspect, tradeType: "hvac" } });
    expect([codesOf(about("HVAC"), of), codesOf(about("heating and cooling"), of)]).toEqual([[], []]);
  });

  it("takes home-services when nothing is known of the prospect", () => {
    const of = writingFacts({ prospect: unknownProspect });
    expect([codesOf(about("home-services companies"), of), codesOf(about("plumbing"), of)]).toEqual([
      [],
      ["impersonal"],
    ]);
  });
});

describe("banned phrases", () => {
  it.each([
    "Act now",
    "limited time",
    "risk-free",
    "100% free",
    "we guarantee",
    "guaranteed",
    "no obligation",
    "click here",
    "I hope this email finds you well",
    "just checking in",
    "touching base",
    "circling back",
    "game-changer",
    "cutting-edge",
    "To whom it may concern",
    "quick question",
    "skyrocket",
  ])("refuses %j in the body and in the subject", (phrase) => {
    expect(codesOf(goodDraft(` ${phrase}.`))).toContain("banned_phrase");
    expect(codesOf({ ...goodDraft(), subject: phrase })).toContain("banned_phrase");
  });

  it("names each of them", () => {
    const messages = qualityProblems(goodDraft(" Act now, it is a limited time."), facts).map((one) => one.message);
    expect(messages).toEqual(['Do not write "act now".', 'Do not write "limited time".']);
  });
});

describe("links", () => {
  const booking = "https://leadlock.test/book";

  it.each([
    ["the booking link", `See ${booking}`],
    ["it at the end of a sentence", `See ${booking}.`],
    ["it in brackets, twice", `See (${booking}), or ${booking}!`],
    ["no link", "Reply to this message."],
    ["a number with points", "Rated 4.6 by 1.200 people"],
    ["two sentences without a space", "Call me.Or write."],
  ])("passes %s", (_name, text) => {
    expect(codesOf(goodDraft(` ${text}`))).toEqual([]);
  });

  it.each([
    ["another site", "https://evil.test/book"],
    ["http instead of https", "http://leadlock.test/book"],
    ["another page of ours", "https://leadlock.test/other"],
    ["a link that begins like ours", `${booking}ing-scam`],
    ["ours with a question behind it", `${booking}?to=evil`],
    ["ours inside another", `https://evil.test/?next=${booking}`],
    ["www.", "www.evil.test"],
    ["a bare domain", "evil-offers.io/free"],
    ["an address of somebody", "write to ann@evil.com"],
  ])("refuses %s", (_name, link) => {
    expect(codesOf(goodDraft(` See ${link} soon.`))).toEqual(["link"]);
  });

  it("does not take a host that only begins like the booking page", () => {
    const of = writingFacts({ sender: { name: "Ann", company: "LeadLock", bookingUrl: "https://leadlock.test" } });
    for (const link of ["https://leadlock.test.evil.xyz", "https://leadlock.test@evil.xyz", "https://leadlock.testing"])
      expect(codesOf(goodDraft(` See ${link} soon.`), of)).toEqual(["link"]);
    expect(codesOf(goodDraft(" See https://leadlock.test."), of)).toEqual([]);
  });

  it("approves of none when there is no booking page", () => {
    const of = writingFacts({ sender: { name: "Ann", company: "LeadLock", bookingUrl: null } });
    expect(codesOf(goodDraft(` ${booking}`), of)).toEqual(["link"]);
  });

  it("lets a company be called what it is called", () => {
    const of = writingFacts({ prospect: { ...knownProspect, company: "Plumbers.com Inc" } });
    expect(codesOf(goodDraft(" I wrote to Plumbers.com today."), of)).toEqual([]);
    expect(codesOf(goodDraft(" I wrote to Plumbers.com today."))).toEqual(["link"]);
  });
});

describe("leftovers", () => {
  it.each([
    ["{first_name}", "placeholder"],
    ["{{ company }}", "placeholder"],
    ["[Your Name]", "placeholder"],
    ["<p>Hi</p>", "markup"],
    ["<!-- note -->", "markup"],
  ])("refuses %s", (text, code) => {
    expect(codesOf(goodDraft(` ${text}`))).toEqual([code]);
  });

  it.each(["a [sic] remark", "5 < 6 and 7 > 6", "I <3 plumbing"])("passes %j", (text) => {
    expect(codesOf(goodDraft(` ${text}`))).toEqual([]);
  });
});
