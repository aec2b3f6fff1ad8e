import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const TOP_FOLDERS = ["app", "bench", "components", "docs", "e2e", "inngest", "lib", "prisma", "scripts"];

/** Files and folders of this project that a document names: relative links, and code spans that begin with a top folder. */
export function namedPaths(markdown: string, folder: string): string[] {
  const links = [...markdown.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target.replace(/#.*$/, ""))
    .filter((target) => target !== "" && !/^[a-z]+:/i.test(target))
    .map((target) => normalize(join(folder, target)));
  const spans = [...markdown.matchAll(/`#?([\w.@()[\]/-]+)`/g)]
    .map(([, span = ""]) => span)
    .filter((span) => TOP_FOLDERS.includes(span.split("/")[0] ?? "") && span.includes("/"));
  return [...new Set([...links, ...spans].map((path) => path.replace(/\/$/, "")))].toSorted();
}

/** `document: path` for every path that README.md or a document under docs/ names and that does not exist. */
export function missingPaths(root: string): string[] {
  return documents(root).flatMap((document) =>
    namedPaths(readFileSync(join(root, document), "utf8"), dirname(document))
      .filter((path) => !existsSync(join(root, path)))
      .map((path) => `${document}: ${path}`),
  );
}

function documents(root: string): string[] {
  const docs = existsSync(join(root, "docs"))
    ? readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    : [];
  const all = ["README.md", ...docs.map((name) => `docs/${name}`)];
  return all.filter((path) => path.endsWith(".md") && existsSync(join(root, path)));
}
