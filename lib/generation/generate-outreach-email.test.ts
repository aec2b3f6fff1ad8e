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
  expect(email).toMatchObject({ angle: "introduction", costUsd: 0, fallbackReason: null });
});

it("takes the model's draft when it passes", async () => {
  const model = modelThatSays(goodBody);
  const email = await generateOutreachEmail(facts, { model, template: null });
  expect(email).toMatchObject({
    subject: "For Smith Heating",
    core: goodBody.trim(),
    costUsd: 0.01,
    fallbackReason: null,
  });
});

it("tells the model what was wrong, and gives it one more try", async () => {
  const model = modelThatSays(`${goodBody} It costs $49.`, goodBody);
  const email = await generateOutreachEmail(facts, { model, template: null });
  expect(email).toMatchObject({ costUsd: 0.02, fallbackReason: null });
  expect(model.prompts[1]).toContain("figures");
});

it.each([
  ["garbage twice", modelThatSays("no", "no"), 0.02, "model_refused"],
  ["an error", modelThatSays(new Error("time-out")), 0, "model_failed"],
  [
    "an invented link twice",
    modelThatSays(`${goodBody} https://evil.test`, `${goodBody} evil-offers.com`),
    0.02,
    "model_refused",
  ],
])("falls back to the embedded writer after %s", async (_name, model, costUsd, fallbackReason) => {
  const email = await generateOutreachEmail(facts, { model, template: null });
  expect(email).toMatchObject({ fallbackReason, costUsd });
  expect(email?.core).toContain("LeadLock");
});

it("prefers the campaign's own words", async () => {
  const email = await generateOutreachEmail(facts, { model: modelThatSays(goodBody), template });
  expect(email).toMatchObject({ subject: "Hi Pat", core: "Short words for you.", fallbackReason: null, costUsd: 0 });
});

it("does not send a template twice, nor one with a hole", async () => {
  const previous = [{ cycle: 0, step: 1, subject: "Hi Pat", core: "Short words for you." }];
  const again = await generateOutreachEmail({ ...facts, cycle: 1, previous }, { model: null, template });
  expect(again).toMatchObject({ fallbackReason: "template_repeats" });
  expect(again?.subject).not.toBe("Hi Pat");
  const hole = { ...template, body: "{{company}}" };
  const holed = await generateOutreachEmail(facts, { model: null, template: hole });
  expect(holed).toMatchObject({ fallbackReason: "template_variable_missing" });
});

it("says so when the step's template is gone, whoever writes instead", async () => {
  const gone = { template: "gone" as const };
  const embedded = await generateOutreachEmail(facts, { model: null, ...gone });
  const byModel = await generateOutreachEmail(facts, { model: modelThatSays(goodBody), ...gone });
  expect([embedded?.fallbackReason, byModel?.fallbackReason]).toEqual(["template_gone", "template_gone"]);
});

it("writes nothing rather than what may not be sent, whoever tried", async () => {
  const unsendable = { ...facts, sender: { name: "Ann", company: "Act Now", bookingUrl: null } };
  const model = modelThatSays("no", "no");
  expect(await generateOutreachEmail(unsendable, { model: null, template: null })).toBeNull();
  expect(await generateOutreachEmail(unsendable, { model, template: null })).toBeNull();
});

it("asks a model twice at most, and not at all when the campaign's words can be used", async () => {
  const stubborn = modelThatSays("no", "no", goodBody);
  await generateOutreachEmail(facts, { model: stubborn, template: null });
  expect(stubborn.prompts).toHaveLength(2);
  const idle = modelThatSays(goodBody);
  await generateOutreachEmail(facts, { model: idle, template });
  expect(idle.prompts).toEqual([]);
});

it("asks the model when the campaign's words cannot be used", async () => {
  const hole = { ...template, subject: "{{city}}" };
  const email = await generateOutreachEmail(facts, { model: modelThatSays(goodBody), template: hole });
  expect(email).toMatchObject({
    subject: "For Smith Heating",
    costUsd: 0.01,
    fallbackReason: "template_variable_missing",
  });
});

it("keeps the cost of a first try when the second breaks off", async () => {
  const model = modelThatSays("no", new Error("time-out"));
  expect(await generateOutreachEmail(facts, { model, template: null })).toMatchObject({
    fallbackReason: "model_failed",
    costUsd: 0.01,
  });
});

it("does not ask again after an error: a model that is away stays away", async () => {
  const model = modelThatSays(new Error("401"), goodBody);
  await generateOutreachEmail(facts, { model, template: null });
  expect(model.prompts).toHaveLength(1);
});

it("tells the model of the cycle, and takes no draft that repeats an earlier one", async () => {
  const previous = [{ cycle: 0, step: 1, subject: "Earlier words", core: goodBody }];
  const again: WritingFacts = { ...facts, cycle: 1, angle: "industry_trends", previous };
  const model = modelThatSays(goodBody, goodBody);
  const email = await generateOutreachEmail(again, { model, template: null });
  expect(model.prompts[0]).toMatch(/^This is re-contact cycle 1\./);
  expect(model.prompts[1]).toContain("repeats an earlier message");
  expect(email).toMatchObject({ angle: "industry_trends", fallbackReason: "model_refused" });
  expect(email?.core).not.toBe(goodBody.trim());
});

it("takes no subject twice either", async () => {
  const previous = [{ cycle: 0, step: 1, subject: "Re: for smith HEATING", core: "Something else." }];
  const model = modelThatSays(goodBody, goodBody);
  const email = await generateOutreachEmail({ ...facts, previous }, { model, template: null });
  expect(model.prompts[1]).toContain("subject was used before");
  expect(email?.fallbackReason).toBe("model_refused");
});

it.each([
  ["an empty subject", { subject: "{{city|}}", body: "Text" }],
  ["an empty body", { subject: "Hi", body: "{{city|}} \n" }],
])("does not send a template with %s", async (_name, words) => {
  const email = await generateOutreachEmail(facts, { model: null, template: { ...template, ...words } });
  expect(email?.fallbackReason).toBe("template_empty");
});

it("makes one line of a template's subject and plain line ends of its body", async () => {
  const words = { subject: " Hi\r\n {{first_name}} ", body: "\r\nOne\r\n\r\nTwo\r" };
  const email = await generateOutreachEmail(facts, { model: null, template: { ...template, ...words } });
  expect(email).toMatchObject({ subject: "Hi Pat", core: "One\n\nTwo", fallbackReason: null });
});

it("lets people write as they like in their own templates", async () => {
  const words = { subject: "Act now: 50% off", body: "Click here https://promo.test" };
  const email = await generateOutreachEmail(facts, { model: null, template: { ...template, ...words } });
  expect(email).toMatchObject({ subject: "Act now: 50% off", fallbackReason: null });
});
