import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: looked for in sources
const hidden = "tenant_id = (SELECT ${";
const shown = "tenant_id = ${";
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: looked for in sources
const names = /\b(id|outreach_id|prospect_id|outreach_email_id|message_id|email_key|fingerprint) = (ANY \()?\$\{/;

const statements = globSync("{lib,scripts}/**/*.ts", { exclude: ["**/generated/**", "**/*.test.ts"] }).flatMap((path) =>
  readFileSync(path, "utf8")
    .split("`")
    .map((text) => ({ path, text })),
);

it("a statement that names its rows hides whose they are from the planner, which may not know the tenant (ADR 0024)", () => {
  const naming = statements.filter(({ text }) => names.test(text));
  expect(naming.filter(({ text }) => text.includes(hidden)).length).toBeGreaterThan(40);
  expect(naming.filter(({ text }) => text.includes(shown))).toEqual([]);
});
