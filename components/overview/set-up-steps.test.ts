import { expect, it } from "vitest";
import { setUpSteps } from "./set-up-steps.ts";

const titles = (facts: Partial<Parameters<typeof setUpSteps>[0]>) =>
  setUpSteps({
    domains: 0,
    mailboxes: 0,
    prospects: 0,
    hasPostalAddress: false,
    isEngineOff: true,
    hasSent: false,
    ...facts,
  }).map(({ title, isDone }) => `${isDone ? "✓ " : ""}${title}`);
const all = [
  "Add a sending domain",
  "Add a mailbox",
  "Bring in prospects",
  "Enter the postal address",
  "Turn on the engine",
];
const ready = { domains: 1, mailboxes: 1, prospects: 9, hasPostalAddress: true };

it.each<[string, Parameters<typeof titles>[0], string[]]>([
  ["a new team has all before it", {}, all],
  ["what is done is ticked", { domains: 1 }, ["✓ Add a sending domain", ...all.slice(1)]],
  [
    "an engine that was switched on too early does not end the list",
    { domains: 2, mailboxes: 1, isEngineOff: false },
    [
      "✓ Add a sending domain",
      "✓ Add a mailbox",
      "Bring in prospects",
      "Enter the postal address",
      "✓ Turn on the engine",
    ],
  ],
  [
    "without a postal address the engine cannot be turned on",
    { ...ready, hasPostalAddress: false },
    [...all.slice(0, 3).map((title) => `✓ ${title}`), "Enter the postal address", "Turn on the engine"],
  ],
  ["only the engine is left", ready, [...all.slice(0, 4).map((title) => `✓ ${title}`), "Turn on the engine"]],
  ["the engine was switched off later", { ...ready, hasSent: true }, []],
  ["nothing is left", { ...ready, isEngineOff: false }, []],
])("%s", (_, facts, expected) => {
  expect(titles(facts)).toEqual(expected);
});

it("the postal address is entered among the settings of the company", () => {
  const steps = setUpSteps({ ...ready, hasPostalAddress: false, isEngineOff: true, hasSent: false });
  expect(steps.find(({ title }) => title === "Enter the postal address")?.href).toBe("/settings?tab=company");
});
