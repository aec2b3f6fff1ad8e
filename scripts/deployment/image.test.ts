import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readDockerfile, readFile } from "./files.ts";

const lines = readDockerfile();
const scripts = (JSON.parse(readFile("package.json")) as { scripts: Record<string, string> }).scripts;
const valuesOf = (instruction: string, stage = "runtime") =>
  lines.filter((line) => line.instruction === instruction && line.stage === stage).map((line) => line.value);

describe("the image", () => {
  test("is made with the scripts of package.json", () => {
    const named = lines.flatMap(({ value }) => [...value.matchAll(/npm run (\S+)/g)].map(([, name = ""]) => name));
    expect(named).toEqual(["build"]);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test("installs from the lock file, runs no script of a package, and keeps what production needs only", () => {
    const installs = lines.filter(({ value }) => /npm (ci|install|i)\b/.test(value));
    expect(installs.map(({ stage, value }) => `${stage}: ${value}`)).toEqual([
      "build: npm ci --ignore-scripts",
      "packages: npm ci --omit=dev --omit=optional --ignore-scripts",
    ]);
    expect(valuesOf("COPY").map((value) => value.replace(/^--from=/, ""))).toEqual([
      "build /app ./",
      "packages /app/node_modules ./node_modules",
    ]);
    expect(valuesOf("RUN", "build").join()).toContain("rm -rf node_modules .next/cache");
  });

  test("runs npm run serve's script as an ordinary user that owns nothing, and hears SIGTERM itself", () => {
    expect(valuesOf("USER")).toEqual(["1000:1000"]);
    expect(lines.some(({ value }) => value.includes("--chown"))).toBe(false);
    const command = JSON.parse(valuesOf("CMD")[0] ?? "[]") as string[];
    expect(command).toEqual(["node", "--disable-warning=ExperimentalWarning", "scripts/serve.ts"]);
    expect(scripts.serve).toBe("node scripts/bootstrap.mjs serve");
    expect(valuesOf("STOPSIGNAL")).toEqual(["SIGTERM"]);
    expect(valuesOf("ENTRYPOINT")).toEqual([]);
  });

  test("asks for the process' health where it listens", () => {
    expect(valuesOf("ENV").join(" ")).toContain("NODE_ENV=production HOST=0.0.0.0 PORT=3000");
    expect(valuesOf("EXPOSE")).toEqual(["3000"]);
    const [health = ""] = valuesOf("HEALTHCHECK");
    expect(health).toMatch(/process\.env\.PORT\}\/healthz/);
    expect(existsSync("app/healthz/route.ts")).toBe(true);
    const command = JSON.parse(health.slice(health.indexOf("["))) as string[];
    expect(() => new Function(command[2] ?? "(")).not.toThrow();
  });

  test("holds no secret and no state: none is an argument, and the context leaves them out", () => {
    expect(lines.filter(({ instruction }) => instruction === "ARG").map(({ value }) => value)).toEqual([
      "NODE_IMAGE=node:24-bookworm-slim",
    ]);
    expect(lines.map(({ value }) => value).join("\n")).not.toMatch(/SECRET|PASSWORD|_KEY|TOKEN/);
    const left = readFile(".dockerignore").split("\n");
    for (const path of [".env", ".env.*", ".data", ".git", "node_modules", ".next"]) expect(left).toContain(path);
  });
});
