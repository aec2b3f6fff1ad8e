import { describe, expect, it } from "vitest";
import { renderTemplate } from "#lib/generation/policy/render-template.ts";
import { templateVariableNames } from "../types.ts";
import { templateProblem } from "./template-problems.ts";

describe("templateProblem", () => {
  it.each(["", "Hi {{first_name}}", "{{ city | your area }}", "{{custom.crew size}}", "{{company|}}", "{single}"])(
    "finds nothing in %j",
    (text) => expect(templateProblem(text)).toBeNull(),
  );

  it.each([
    ["{{nickname}}", "{{nickname}} is not known"],
    ["{{crew}}, {{owner}} and {{crew}}", "{{crew}}, {{owner}} are not known: use first_name, company"],
    ["{{nickname|friend}}", "{{nickname}} is not known"],
    ["{{city.name}}", "{{city.name}} is not known"],
    ["{{Company}}", "{{Company}} is no variable"],
    ["{{}}", "{{}} is no variable"],
    ["{{constructor}}", "{{constructor}} is not known"],
    ["Hi {{company", "without the other"],
    ["Hi company}}", "without the other"],
  ])("names what is wrong in %j", (text, said) => expect(templateProblem(text)).toContain(said));

  it("lets through only what can be rendered when every value is there", () => {
    const values = Object.fromEntries(templateVariableNames.map((name) => [name, "x"]));
    for (const name of templateVariableNames) {
      const text = `{{${name}}} {{ ${name} | y }}`;
      expect(templateProblem(text)).toBeNull();
      expect(renderTemplate(text, values)).toEqual({ kind: "rendered", text: "x x" });
    }
  });
});
