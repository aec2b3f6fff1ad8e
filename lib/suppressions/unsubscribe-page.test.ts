import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { askPage, donePage, tryAgainPage, unknownLinkPage } from "./unsubscribe-page.ts";

const pages = [
  { name: "the question", page: () => askPage("Acme"), status: 200, says: "Stop all email from Acme" },
  { name: "the confirmation", page: () => donePage("Acme"), status: 200, says: "Acme will not write" },
  { name: "a link that is none", page: unknownLinkPage, status: 404, says: "Open the unsubscribe link" },
  { name: "a wish that was not stored", page: tryAgainPage, status: 503, says: "could not be stored" },
];

describe.each(pages)("$name", ({ page, status, says }) => {
  it("answers itself in HTML, with its status, and is kept and indexed nowhere", async () => {
    const response = page();
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(says);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-robots-tag": "noindex, nofollow",
    });
    expect([response.headers.has("location"), response.headers.has("set-cookie")]).toEqual([false, false]);
  });

  it("lets its own style through and nothing else: no script, no image, no frame", async () => {
    const response = page();
    const html = await response.text();
    const style = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? "";
    const policy = response.headers.get("content-security-policy");
    expect(policy).toContain(`'sha256-${createHash("sha256").update(style).digest("base64")}'`);
    expect(policy).toMatch(/^default-src 'none'/);
    expect(html).not.toMatch(/<script|<img|<link|https?:|style="/);
  });
});

it("has the button on the question alone: it posts to where the page came from", async () => {
  const [ask, ...others] = await Promise.all(pages.map(({ page }) => page().text()));
  expect(ask).toContain('<form method="post"><button type="submit">Unsubscribe</button></form>');
  for (const html of others) expect(html).not.toContain("<form");
});

it("says when to come back only when the wish was not stored", () => {
  expect(pages.map(({ page }) => page().headers.get("retry-after"))).toEqual([null, null, null, "60"]);
});

it.each([askPage, donePage])("shows a tenant's name as text, whatever it is", async (page) => {
  const html = await page('<script>alert(1)</script> "A" & Sons').text();
  expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &quot;A&quot; &amp; Sons");
  expect(html).not.toContain("<script>");
});

it("lets no tenant's name become markup", async () => {
  const frame = async (page: Response) => (await page.text()).replace(/<style>[\s\S]*<\/style>/, "");
  const [ask, done] = [await frame(askPage("Acme")), await frame(donePage("Acme"))];
  const name = fc.string({
    unit: fc.constantFrom(..."<>&\"'`= /a\n\0", "</p>", "<script>", "&lt;", "<!--"),
    minLength: 1,
    maxLength: 30,
  });
  const tags = (html: string) => html.match(/<[^>]*>/g);
  await fc.assert(
    fc.asyncProperty(name, async (given) => {
      expect(tags(await frame(askPage(given)))).toEqual(tags(ask));
      expect(tags(await frame(donePage(given)))).toEqual(tags(done));
    }),
    { seed: 18 },
  );
});
