import type { Draft, WritingFacts } from "../types.ts";
import { isSendable } from "./draft-problems.ts";
import { angleMaterial } from "./material/angle-material.ts";
import { asks, offers } from "./material/closings.ts";
import { firstOpeners, followupOpeners, returningOpeners } from "./material/openers.ts";
import { maxSubjectLength } from "./quality-gate.ts";
import { precedentsOf } from "./repetition.ts";
import { textHash } from "./text-hash.ts";
import { tradeWords } from "./trades.ts";

/** Far more than the property test ever needed (see its counter): the end is a safeguard, not a plan. */
const maxAttempts = 2_000;

const plainFrames = [
  "A thought on {topic}",
  "{Topic}: an idea",
  "{Topic}, briefly",
  "Notes on {topic}",
  "Worth a look: {topic}",
  "Regarding {topic}",
  "{Topic} for {trade} companies",
];

/**
 * The embedded writer: puts a message together from sentences of the cycle's angle, so that no two messages to a prospect read
 * alike. Deterministic: the choice is spread by prospect, cycle and step, and the first that passes every check is taken.
 * Returns null when nothing acceptable can be made.
 */
export function writeFromMaterial(facts: WritingFacts): Draft | null {
  const precedents = precedentsOf(facts.previous);
  const words = wordsFor(facts);
  const seed = `${facts.prospect.id}|${facts.cycle}|${facts.step}`;
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const draft = draftOf(facts, words, `${seed}|${attempt}`);
    if (isSendable(draft, facts, precedents)) return draft;
  }
  return null;
}

function draftOf(facts: WritingFacts, words: Record<string, string>, seed: string): Draft {
  const material = angleMaterial[facts.angle];
  const pick = (list: readonly string[], slot: string) => list[textHash(`${seed}|${slot}`) % list.length] ?? "";
  const fill = (text: string) => fillIn(text, words);
  const topic = fill(pick(material.topics, "topic"));
  const frame = pick(framesFor(facts, topic), "frame");
  const subject = fillIn(frame, { ...words, topic, Topic: capitalised(topic) });
  const paragraphs = [
    words.greeting ?? "",
    `${fill(pick(openersFor(facts), "opener"))} ${fill(pick(material.insights, "insight"))}`,
    `${fill(pick(material.meanings, "meaning"))} ${fill(pick(offers, "offer"))}`,
    withBooking(fill(pick(asks, "ask")), facts),
  ];
  return { subject, core: paragraphs.join("\n\n") };
}

function openersFor(facts: WritingFacts): readonly string[] {
  if (facts.step > 1) return followupOpeners;
  return facts.cycle > 0 ? returningOpeners : firstOpeners;
}

/** Subject patterns that the known facts can fill without becoming too long. */
function framesFor(facts: WritingFacts, topic: string): string[] {
  const { firstName, company, city } = facts.prospect;
  const named = [
    company ? "{Topic} at {company}" : "",
    city ? "{Topic} in {city}" : "",
    firstName ? "{first}, a word on {topic}" : "",
  ];
  const lengths: Record<string, string> = { first: firstName ?? "", company: company ?? "", city: city ?? "" };
  const trade = tradeWords(facts.prospect.tradeType).label;
  const fits = (frame: string) => fillIn(frame, { ...lengths, topic, Topic: topic, trade }).length <= maxSubjectLength;
  return [...named, ...plainFrames].filter((frame) => frame !== "" && fits(frame));
}

function wordsFor(facts: WritingFacts): Record<string, string> {
  const { firstName, company, city } = facts.prospect;
  const trade = tradeWords(facts.prospect.tradeType);
  return {
    greeting: firstName ? `Hi ${firstName},` : "Hi there,",
    first: firstName ?? "",
    company: company ?? "",
    city: city ?? "",
    business: company ?? `your ${trade.label} business`,
    place: city ? `in ${city}` : "in your area",
    trade: trade.label,
    aTrade: `${/^[aeiou]/.test(trade.label) ? "an" : "a"} ${trade.label}`,
    job: trade.job,
    season: facts.season,
    Season: capitalised(facts.season),
    seasonWork: trade.seasonal[facts.season],
    sender: facts.sender.name,
    senderCompany: facts.sender.company,
  };
}

function fillIn(text: string, words: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (_whole, name: string) => words[name] ?? "");
}

function withBooking(ask: string, facts: WritingFacts): string {
  const url = facts.sender.bookingUrl;
  return url !== null && facts.step === 1 ? `${ask} You can also pick a time here: ${url}` : ask;
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
