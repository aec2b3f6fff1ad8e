import { expect, it } from "vitest";
import { fillCampaignTemplate } from "./fill-campaign-template.ts";
import { precedentsOf } from "./repetition.ts";

const variables = { company: "Smith Heating", city: null };
const earlier = [{ cycle: 0, step: 1, subject: "Hello Smith Heating", core: "Anything" }];

it.each([
  [
    "fills both parts",
    "Hi {{company}}",
    "A\r\nB  ",
    { kind: "filled", draft: { subject: "Hi Smith Heating", core: "A\nB" } },
  ],
  [
    "names each missing variable once",
    "{{city}}",
    "{{city}} {{custom.crew}}",
    { kind: "unusable", reason: "template_variable_missing", missing: ["city", "custom.crew"] },
  ],
  ["takes no empty text", "{{city|}}", "B", { kind: "unusable", reason: "template_empty", missing: [] }],
  ["takes no subject twice", "Hello {{company}}", "B", { kind: "unusable", reason: "template_repeats", missing: [] }],
])("%s", (_name, subject, body, expected) =>
  expect(fillCampaignTemplate({ subject, body, variables }, precedentsOf(earlier))).toEqual(expected),
);
