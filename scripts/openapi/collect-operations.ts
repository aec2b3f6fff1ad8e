import { globSync } from "node:fs";
import { join, sep } from "node:path";
import { z } from "zod";
import type { NextHandler } from "#lib/http/next-handler.ts";
import type { Endpoint, NamedShapes } from "#lib/http/openapi/types.ts";
import { type Operation, operationsOf } from "#lib/http/operation.ts";

/** An endpoint with the handler behind it and the file that holds it. */
export type CollectedEndpoint = Endpoint & { handler: NextHandler; file: string };

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** Not for callers: the job runner's own protocol, signed in both directions, and the 404 of everything else. */
const elsewhere = new Set(["app/api/inngest/route.ts", "app/api/[...path]/route.ts"]);

/**
 * Every operation of every route file under app/, by what the handlers say of themselves.
 * @throws Error naming each handler that says nothing of itself
 */
export async function collectOperations(root: string): Promise<CollectedEndpoint[]> {
  const found: CollectedEndpoint[] = [];
  const silent: string[] = [];
  for (const file of routeFiles(root)) {
    const module = (await import(join(root, file))) as Partial<Record<string, NextHandler>>;
    for (const method of methods) {
      const handler = module[method];
      if (!handler) continue;
      const operations = operationsOf(handler);
      if (operations === undefined) silent.push(`${method} in ${file}`);
      for (const operation of operations ?? []) found.push(placed(file, method, operation, handler));
    }
  }
  if (silent.length === 0) return found;
  throw new Error(`Made without route() or openRoute(), so nobody knows who may call it: ${silent.join(", ")}`);
}

function routeFiles(root: string): string[] {
  return globSync("app/**/route.ts", { cwd: root })
    .map((file) => file.split(sep).join("/"))
    .filter((file) => !elsewhere.has(file))
    .sort();
}

function placed(file: string, method: string, operation: Operation, handler: NextHandler): CollectedEndpoint {
  return {
    method: operation.method ?? method,
    path: operation.path ?? pathOf(file),
    operation,
    handler,
    file,
  };
}

/** `app/api/prospects/[id]/route.ts` is `/api/prospects/{id}`; folders in parentheses are no part of an address. */
export function pathOf(file: string): string {
  const folders = file.split("/").slice(1, -1);
  const parts = folders.filter((part) => !/^\(.*\)$/.test(part)).map((part) => part.replace(/^\[(.+)\]$/, "{$1}"));
  return `/${parts.join("/")}`;
}

/** The shapes that contracts export, by name. */
export async function collectShapes(root: string): Promise<NamedShapes> {
  const files = globSync("lib/*/contract*.ts", { cwd: root }).filter((file) => !file.endsWith(".test.ts"));
  const modules = await Promise.all(
    files.sort().map((file) => import(join(root, file)) as Promise<Record<string, unknown>>),
  );
  return modules.flatMap((module) =>
    Object.entries(module).flatMap(([name, shape]) => (shape instanceof z.ZodType ? [{ name, shape }] : [])),
  );
}
