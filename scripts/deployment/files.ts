import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** What compose.yaml says of one service, as far as the checks ask. */
export type Service = {
  image: string;
  build?: string;
  user?: string;
  command?: string[];
  environment?: Record<string, string>;
  ports?: string[];
  expose?: string[];
  networks: string[] | Record<string, { ipv4_address?: string }>;
  configs?: { source: string; target: string }[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  read_only?: boolean;
  init?: boolean;
  cap_drop?: string[];
  cap_add?: string[];
  security_opt?: string[];
  tmpfs?: string[];
  volumes?: string[];
  stop_grace_period?: string;
  restart?: string;
  deploy?: { resources: { limits: { cpus: string; memory: string } } };
};
export type Compose = {
  services: Record<string, Service>;
  configs: Record<string, { content: string }>;
  volumes: Record<string, unknown>;
  networks: Record<string, { internal?: boolean }>;
};

const root = join(import.meta.dirname, "..", "..");
export const readFile = (path: string) => readFileSync(join(root, path), "utf8");

export const readCompose = () => parse(readFile("compose.yaml"), { merge: true }) as Compose;

/** Instructions of the Dockerfile in order, each line of a stage with the stage's name; continued lines are one. */
export function readDockerfile(): { stage: string; instruction: string; value: string }[] {
  const lines = readFile("Dockerfile")
    .replace(/\\\n/g, " ")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"));
  let stage = "";
  return lines.map((line) => {
    const [, instruction = "", value = ""] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
    if (instruction === "FROM") stage = value.split(/ as /i)[1] ?? value;
    return { stage, instruction, value };
  });
}

/** Variables that .env.example explains, each with the comment above it; a `#` before a name means that it may stay out. */
export function readEnvExample(): { name: string; value: string; isOptional: boolean; comment: string }[] {
  let comment: string[] = [];
  let isAfterName = false;
  return readFile(".env.example")
    .split("\n")
    .flatMap((line) => {
      const [, hash, name, value = ""] = /^(#?)([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
      if (!name && (isAfterName || !line.startsWith("# "))) comment = [];
      isAfterName = name !== undefined;
      if (name) return [{ name, value, isOptional: hash === "#", comment: comment.join(" ") }];
      if (line.startsWith("# ")) comment = [...comment, line.slice(2)];
      return [];
    });
}
