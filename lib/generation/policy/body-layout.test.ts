import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coreOf, escapeHtml, htmlPart, textPart, textToHtml, withSignature } from "./body-layout.ts";

const sender = { name: "Ann", company: "LeadLock" };
const footer = {
  company: "Lock & Key <Inc>",
  address: "1 Main St\nSpringfield, IL",
  unsubscribeUrl: 'https://c.test/u/t?a="1"&b=2',
};

describe("the text part", () => {
  it("stands in this order: body, signature, address, unsubscribe link", () => {
    const stored = withSignature("Hi Pat,\n\nText.", sender);
    expect(textPart(stored, footer)).toBe(
      'Hi Pat,\n\nText.\n\nAnn\nLeadLock\n\n-- \nLock & Key <Inc>\n1 Main St\nSpringfield, IL\nUnsubscribe: https://c.test/u/t?a="1"&b=2\n',
    );
  });

  it("gives back the text that was signed, whatever it says", () => {
    const paragraph = fc.stringMatching(/^[A-Za-z,.'!? -]{1,40}$/).map((text) => `x${text.trim()}`);
    const core = fc.array(paragraph, { minLength: 1, maxLength: 6 }).map((all) => all.join("\n\n"));
    fc.assert(
      fc.property(core, (text) => {
        const stored = withSignature(text, sender);
        expect(coreOf(stored)).toBe(text);
        expect(coreOf(textPart(stored, footer))).toBe(text);
      }),
    );
  });

  it.each([
    ["no signature", "One paragraph", "One paragraph"],
    ["nothing", "", ""],
    ["lines but no paragraphs", "Hi\nPat", "Hi\nPat"],
    ["blanks at the end", "Text.\n\nAnn\nLeadLock\n\n\n", "Text."],
  ])("makes do with %s", (_name, stored, core) => {
    expect(coreOf(stored)).toBe(core);
  });
});

describe("the HTML part", () => {
  it("escapes what is ours as well", () => {
    const html = htmlPart("<p>Body</p>", footer);
    expect(html).toContain("Lock &amp; Key &lt;Inc&gt;<br>1 Main St<br>Springfield, IL<br>");
    expect(html).toContain('href="https://c.test/u/t?a=&quot;1&quot;&amp;b=2"');
    expect(html).toContain("\n<p>Body</p>\n");
  });

  it("says the same as the text part", () => {
    const stored = withSignature("Hi Pat,\n\nText.", sender);
    const html = htmlPart(textToHtml(stored), { ...footer, company: "LeadLock" });
    const text = html
      .replace(/<br>|<\/p>/g, "\n")
      .replace(/<[^>]*>/g, "")
      .split("\n")
      .filter((line) => line !== "");
    expect(text).toEqual([
      "Hi Pat,",
      "Text.",
      "Ann",
      "LeadLock",
      "LeadLock",
      "1 Main St",
      "Springfield, IL",
      "Unsubscribe",
    ]);
  });
});

describe("textToHtml", () => {
  it.each([
    ["a link", "See https://x.test/a", '<p>See <a href="https://x.test/a">https://x.test/a</a></p>'],
    ["a link and a comma", "https://x.test/a, or", '<p><a href="https://x.test/a">https://x.test/a</a>, or</p>'],
    ["a link in brackets", "(http://x.test)", '<p>(<a href="http://x.test">http://x.test</a>)</p>'],
    ["another scheme", "javascript:alert(1)", "<p>javascript:alert(1)</p>"],
    [
      "a link that tries to leave its place",
      'https://x.test/"onclick="y',
      '<p><a href="https://x.test/">https://x.test/</a>&quot;onclick=&quot;y</p>',
    ],
    ["many blank lines", "\n\nA\n\n\n\nB\n", "<p>A</p>\n<p>B</p>"],
    ["nothing", "", "<p></p>"],
  ])("%s", (_name, text, html) => {
    expect(textToHtml(text)).toBe(html);
  });

  it("lets no text become markup", () => {
    const anyText = fc.oneof(fc.string(), fc.array(fc.constantFrom("<", ">", '"', "&", "https://x.test/", "\n", "a")));
    fc.assert(
      fc.property(anyText, (given) => {
        const text = Array.isArray(given) ? given.join("") : given;
        const rest = textToHtml(text).replace(/<\/?p>|<br>|<a href="[^"<>]*">|<\/a>/g, "");
        expect(rest).not.toMatch(/[<>"]/);
        expect(rest).not.toMatch(/&(?!(amp|lt|gt|quot);)/);
      }),
    );
  });

  it("escapes once", () => {
    expect(escapeHtml("a & b &amp; <c>")).toBe("a &amp; b &amp;amp; &lt;c&gt;");
  });
});
