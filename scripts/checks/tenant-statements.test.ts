import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const sources = globSync("{lib,scripts,prisma/seed}/**/*.ts", { exclude: ["**/generated/**", "**/*.test.ts"] });
const filesWith = (text: string) => sources.filter((path) => readFileSync(path, "utf8").includes(text));

it("no statement shows the planner whose rows it asks for: statistics may be older than the tenant (ADR 0024)", () => {
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: looked for in sources
  expect(filesWith("tenant_id = (SELECT ${").length).toBeGreaterThan(50);
  expect(filesWith("tenant_id = ${")).toEqual([]);
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: looked for in sources
});
