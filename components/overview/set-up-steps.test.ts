import { expect, it } from "vitest";
import { setUpSteps } from "./set-up-steps.ts";

const titles = (facts: Partial<Parameters<typeof setUpSteps>[0]>) =>
  setUpSteps({ domains: 0, mailboxes: 0, prospects: 0, isEngineOff: true, hasSent: false, ...facts }).map(
    ({ title, isDone }) => `${isDone ? "✓ " : ""}${title}`,
  );
const all = ["Add a sending domain", "Add a mailbox", "Bring in prospects", "Turn on the engine"];

it.each<[string, Parameters<typeof titles>[0], string[]]>([
  ["a new team has all before it", {}, all],
  ["what is done is ticked", { domains: 1 }, ["✓ Add a sending domain", ...all.slice(1)]],
  [
    "an engine that was switched on too early does not end the list",
    { domains: 2, mailboxes: 1, isEngineOff: false },
    ["✓ Add a sending domain", "✓ Add a mailbox", "Bring in prospects", "✓ Turn on the engine"],
  ],
  [
    "only the engine is left",
    { domains: 1, mailboxes: 1, prospects: 9 },
    ["✓ Add a sending domain", "✓ Add a mailbox", "✓ Bring in prospects", "Turn on the engine"],
  ],
  ["the engine was switched off later", { domains: 1, mailboxes: 1, prospects: 9, hasSent: true }, []],
  ["nothing is left", { domains: 1, mailboxes: 1, prospects: 9, isEngineOff: false }, []],
])("%s", (_, facts, expected) => {
  expect(titles(facts)).toEqual(expected);
});
