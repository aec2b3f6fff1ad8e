import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const files = globSync("{README.md,{app,components,docs,lib}/**/*.{md,ts,tsx}}", { exclude: ["**/generated/**"] });

it("what people read spells “cancelled” as the API's status does", () => {
  expect(files.length).toBeGreaterThan(500);
  expect(files.filter((path) => /\bcancel(ed|ing)\b/i.test(readFileSync(path, "utf8")))).toEqual([]);
});
