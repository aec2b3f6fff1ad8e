import { expect, it } from "vitest";
import { generateOutreachEmail, type ModelWriter } from "./generate-outreach-email.ts";
import type { WritingFacts } from "./types.ts";

const facts: WritingFacts = {
  prospect: {
    id: "p1",
    firstName: "Pat",
    company: "Smith Heating",
    city: null,
    stateCode: null,
    tradeType: "hvac",
    googleRating: null,
    reviewCount: null,
  },
  sender: { name: "Ann", company: "LeadLock", bookingUrl: null },
  step: 1,
  cycle: 0,
  angle: "introduction",
  season: "fall",
  isLastEmail: false,
  previous: [],
};
const goodBody = `Hi Pat,\n\nAnn from LeadLock here. ${"We look after new inquiries for Smith Heating and keep an eye on them. ".repeat(4)}`;
const template = {
  subject: "Hi {{first_name}}",
  body: "Short words for {{company|you}}.",
  variables: { first_name: "Pat" },
};

function modelThatSays(...answers: (string | Error)[]): ModelWriter & { prompts: string[] } {
  const prompts: string[] = [];
  return {
    prompts,
    write: async (prompt) => {
      prompts.push(prompt.user);
      const body = answers[prompts.length - 1] ?? "";
      if (body instanceof Error) throw body;
      return { subject: "For Smith Heating", body, costUsd: 0.01 };
    },
  };
}

it("uses the embedded writer when there is nothing else, and calls it no fallback", async () => {
  const email = await generateOutreachEmail(facts, { model: null, template: null });
  expect(email).toMatchObject({ angle: "introduction", costUsd: 0, fallbackUsed: false });
});

it("takes the model's draft when it passes", async () => {
  const model = modelThatSays(goodBody);
  const email = await generateOutreachEmail(facts, { model, template: null });
  expect(email).toMatchObject({
    subject: "For Smith Heating",
    core: goodBody.trim(),
    costUsd: 0.01,
    fallbackUsed: false,
  });
});

it("tells the model what was wrong, and gives it one more try", async () => {
  const model = modelThatSays(`${goodBody} It costs $49.`, goodBody);
  const email = await generateOutreachEmail(facts, { model, template: null });
  expect(email).toMatchObject({ costUsd: 0.02, fallbackUsed: false });
  expect(model.prompts[1]).toContain("figures");
});

it.each([
  ["garbage twice", modelThatSays("no", "no"), 0.02],
  ["an error", modelThatSays(new Error("time-out")), 0],
  ["an invented link twice", modelThatSays(`${goodBody} https://evil.test`, `${goodBody} evil-offers.com`), 0.02],
])("falls back to the embedded writer after %s", async (_name, model, costUsd) => {
  const email = await generateOutreachEmail(facts, { model, template: null });
  expect(email).toMatchObject({ fallbackUsed: true, costUsd });
  expect(email?.core).toContain("LeadLock");
});

it("prefers the campaign's own words", async () => {
  const email = await generateOutreachEmail(facts, { model: modelThatSays(goodBody), template });
  expect(email).toMatchObject({ subject: "Hi Pat", core: "Short words for you.", fallbackUsed: false, costUsd: 0 });
});

it("does not send a template twice, nor one with a hole", async () => {
  const previous = [{ cycle: 0, step: 1, subject: "Hi Pat", core: "Short words for you." }];
  const again = await generateOutreachEmail({ ...facts, cycle: 1, previous }, { model: null, template });
  expect(again).toMatchObject({ fallbackUsed: true });
  expect(again?.subject).not.toBe("Hi Pat");
  const hole = { ...template, body: "{{company}}" };
  expect(await generateOutreachEmail(facts, { model: null, template: hole })).toMatchObject({ fallbackUsed: true });
});
