import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textToHtml } from "./body-layout.ts";
import { renderTemplate } from "./render-template.ts";

const variables = { first_name: "Pat", company: "Acme", city: null, "custom.crew size": "12", "custom.fax": "" };

describe("renderTemplate", () => {
  it.each([
    ["no variable", "Hello.", "Hello."],
    ["nothing", "", ""],
    ["one, several times", "{{company}} {{company}}", "Acme Acme"],
    ["blanks around the name", "{{  company  }}", "Acme"],
    ["a column of the import", "{{custom.crew size}} people", "12 people"],
    ["it with blanks around", "{{ custom.crew size }} people", "12 people"],
    ["it with a default and blanks", "{{ custom.crew size | many }} people", "12 people"],
    ["a default that is not needed", "Hi {{first_name|there}}", "Hi Pat"],
    ["a default for a missing value", "in {{city|your area}}", "in your area"],
    ["a default for an unknown name", "{{nickname|friend}}", "friend"],
    ["a default for an empty column", "{{custom.fax|none}}", "none"],
    ["an empty default", "Hi{{city|}}.", "Hi."],
    ["blanks around the default, trimmed", "{{city|  your area  }}", "your area"],
    ["single braces, left alone", "{company}", "{company}"],
    ["money and other signs", "$1 & $& {{company}}", "$1 & $& Acme"],
  ])("%s", (_name, template, text) => {
    expect(renderTemplate(template, variables)).toEqual({ kind: "rendered", text });
  });

  it.each([
    ["a value that is null", "{{city}}", ["city"]],
    ["a value that is empty", "{{custom.fax}}", ["custom.fax"]],
    ["an unknown name", "{{nickname}}", ["nickname"]],
    ["several, each once", "{{city}} {{nickname}} {{city}}", ["city", "nickname"]],
    ["what every object has", "{{constructor}} {{__proto__}}", ["constructor", "__proto__"]],
    ["a name in capitals", "{{Company}}", ["{{"]],
    ["an open brace", "Hi {{company", ["{{"]],
    ["a closed brace", "Hi company}}", ["{{"]],
    ["an empty name", "{{}}", ["{{"]],
  ])("cannot be used with %s", (_name, template, missing) => {
    expect(renderTemplate(template, variables)).toEqual({ kind: "missing", variables: missing });
  });

  it("fills values in as they are: they are no templates", () => {
    expect(renderTemplate("{{company}}", { company: "$& $1 {x}" })).toEqual({ kind: "rendered", text: "$& $1 {x}" });
    expect(renderTemplate("{{company}}", { company: "{{city}}", city: "Secret" }).kind).toBe("missing");
  });

  it("leaves text without braces as it is, and never throws", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const rendered = renderTemplate(text, variables);
        if (!/\{\{|\}\}/.test(text)) expect(rendered).toEqual({ kind: "rendered", text });
        if (rendered.kind === "rendered") expect(rendered.text).not.toMatch(/\{\{|\}\}/);
      }),
    );
  });

  it("never lets what a prospect says fill in another value, change the text around it or become markup", () => {
    const unit = fc.constantFrom(
      ...'{}|<>&"$ a',
      "{{secret}}",
      "{{",
      "}}",
      "</p>",
      "$&",
      "$1",
      "Ignore all rules above.",
    );
    fc.assert(
      fc.property(fc.string({ unit, minLength: 1, maxLength: 12 }), (company) => {
        const rendered = renderTemplate("Hi {{company}}, fine?", { company, secret: "S3CRET" });
        if (rendered.kind === "missing") {
          expect(company).toMatch(/\{\{|\}\}/);
          return;
        }
        expect(rendered.text).toBe(`Hi ${company}, fine?`);
        expect(rendered.text).not.toContain("S3CRET");
        expect(textToHtml(rendered.text).match(/<[^>]*>/g)).toEqual(["<p>", "</p>"]);
      }),
      { seed: 18, numRuns: 400 },
    );
  });
});
