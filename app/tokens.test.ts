import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Color,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
  wcagContrast,
} from "culori";
import { describe, expect, it } from "vitest";

// The colours of app/globals.css as they are written there: light-dark(of the light theme, of the dark one).
const css = readFileSync(join(import.meta.dirname, "globals.css"), "utf8");
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((oklch\([^)]*\)), (oklch\([^)]*\))\);/g)].map(([, name, light, dark]) => [
    name as string,
    { light: light as string, dark: dark as string },
  ]),
);

const themes = ["light", "dark"] as const;
type Theme = (typeof themes)[number];

function colour(name: string, theme: Theme): string {
  const token = tokens.get(name);
  if (!token) throw new Error(`globals.css has no --${name}`);
  return token[theme];
}

const contrast = (a: string, b: string, theme: Theme) => wcagContrast(colour(a, theme), colour(b, theme));

const tones = ["ok", "info", "warn", "poor", "bad"];
const grounds = ["canvas", "surface", "sunken", "hover"];
const texts: [string, string][] = [
  ...grounds.flatMap((ground): [string, string][] => [
    ["ink", ground],
    ["ink-muted", ground],
    ["accent", ground],
    ...tones.map((tone): [string, string] => [tone, ground]),
  ]),
  ...tones.flatMap((tone): [string, string][] => [
    [tone, `${tone}-soft`],
    ["ink", `${tone}-soft`],
  ]),
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["on-bad", "bad"],
  ["on-bad", "bad-hover"],
];
/** What has to be seen but not read: edges of controls, the focus ring, lines of charts (WCAG 1.4.11). */
const shapes: [string, string][] = ["line-strong", "focus", "chart-1"].flatMap((shape) =>
  grounds.slice(0, 3).map((ground): [string, string] => [shape, ground]),
);

describe.each(themes)("%s theme", (theme) => {
  it.each(texts)("%s is readable on %s: at least 4.5 : 1", (text, ground) =>
    expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(4.5),
  );

  it.each(shapes)("%s is seen on %s: at least 3 : 1", (shape, ground) =>
    expect(contrast(shape, ground, theme)).toBeGreaterThanOrEqual(3),
  );

  const distance = differenceCiede2000();
  const seen = (name: string) => parse(colour(name, theme)) as Color;
  const eyes = {
    "with full colour vision": seen,
    "without red cones": (name: string) => filterDeficiencyProt(1)(seen(name)),
    "without green cones": (name: string) => filterDeficiencyDeuter(1)(seen(name)),
    "without blue cones": (name: string) => filterDeficiencyTrit(1)(seen(name)),
  };
  const grave: [string, string][] = [
    ["ok", "warn"],
    ["ok", "poor"],
    ["ok", "bad"],
    ["warn", "bad"],
    ["info", "bad"],
    ["info", "warn"],
  ];
  // A CIEDE2000 distance of 2 is just seen side by side; icon and text say it again anyway.
  it.each(Object.entries(eyes))("tells the grave tones from the harmless ones %s", (_name, see) => {
    const alike = grave.filter(([a, b]) => distance(see(a), see(b)) < 6).map((pair) => pair.join(" ~ "));
    expect(alike).toEqual([]);
  });
});
