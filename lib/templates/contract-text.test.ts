import { expect, it } from "vitest";
import { createTemplateBody } from "./contract.ts";
import { textProblems } from "./contract-text.ts";

const fine = { subject: "Calls at {{company}}", body: "Hi {{first_name|there}}" };

it.each([
  [{}],
  [{ subject: "x".repeat(200), body: "y".repeat(10_000) }],
  [{ subject: ` ${"x".repeat(200)} ` }],
  [{ subject: "x".repeat(201) }],
  [{ subject: "two\nlines" }],
  [{ subject: "Hi {{nickname}}" }],
  [{ body: "y".repeat(10_001) }],
  [{ body: "nothing\0here" }],
  [{ body: "Hi {{company" }],
  [{ subject: "{{x", body: "{{custom.crew size}} and {{y}}" }],
])("says of %j what the API says", (change) => {
  const text = { ...fine, ...change };
  const issues = createTemplateBody.safeParse({ name: "n", ...text }).error?.issues ?? [];
  const first = Object.fromEntries(issues.toReversed().map(({ path, message }) => [path.join("."), message]));
  expect(textProblems(text)).toEqual(first);
});

it("does not judge what is not written yet", () => expect(textProblems({ subject: " ", body: "" })).toEqual({}));
