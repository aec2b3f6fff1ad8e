import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { BenchEnv, BenchReport } from "./harness.ts";

const root = join(import.meta.dirname, "..");
/** The root layout and a redirect: what every page of the build costs before it has anything of its own. */
const emptyPage = "/";

/** One page of .next/diagnostics/route-bundle-stats.json, as `next build` writes it. */
type RouteStats = { route: string; firstLoadUncompressedJsBytes: number; firstLoadChunkPaths: string[] };

/** JavaScript that a page of the console makes a browser load first, against an empty page of the same build. */
export async function run(env: BenchEnv): Promise<BenchReport> {
  const stats = await readStats();
  env.say(`${stats.length} pages in the build`);
  const sizes = new Map<string, number>();
  for (const page of stats) sizes.set(page.route, await gzippedBytes(page.firstLoadChunkPaths));
  const empty = sizes.get(emptyPage);
  if (!empty) throw new Error("the build's figures do not tell of an empty page");
  const ratioOf = (route: string) => (sizes.get(route) ?? Number.NaN) / empty;
  const heaviest = [...sizes.keys()].toSorted((a, b) => ratioOf(b) - ratioOf(a))[0] ?? "";
  const raw = (route: string) => stats.find((page) => page.route === route)?.firstLoadUncompressedJsBytes ?? 0;
  const verdict = (route: string) => ({
    name: `${route} : empty page, gzipped`,
    value: ratioOf(route),
    atLeast: 1.6,
    aim: 1.4,
    isCeiling: true,
  });
  return {
    id: "P11",
    title: "First-load JavaScript",
    sizes: [
      "every script that the build names for the first load of a page, gzipped one by one; what is loaded on demand (dialogs, menus, charts, palette) is not in it",
      `empty page: the route ${emptyPage}, ${kib(empty)} gzipped, ${kib(raw(emptyPage))} raw`,
    ],
    measured: [],
    verdicts: ["/overview", heaviest].map(verdict),
    notes: [
      [...sizes.entries()]
        .toSorted(([, a], [, b]) => b - a)
        .map(
          ([route, bytes]) =>
            `${route} ${kib(bytes)} (raw ${kib(raw(route))}, ${(raw(route) / raw(emptyPage)).toFixed(2)} ×)`,
        )
        .join(" · "),
    ],
  };
}

async function readStats(): Promise<RouteStats[]> {
  const text = await readFile(join(root, ".next", "diagnostics", "route-bundle-stats.json"), "utf8").catch(() => null);
  if (text === null) throw new Error("there is no build: run `npm run bench -- P11`, which builds first");
  return JSON.parse(text) as RouteStats[];
}

async function gzippedBytes(paths: readonly string[]): Promise<number> {
  const files = await Promise.all(paths.map((path) => readFile(join(root, path))));
  return files.reduce((sum, file) => sum + gzipSync(file).length, 0);
}

const kib = (bytes: number) => `${Math.round(bytes / 1024)} KiB`;
