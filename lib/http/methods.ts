import { AppError } from "#lib/errors/app-error.ts";
import type { NextHandler } from "./next-handler.ts";
import { describeOperations } from "./operation.ts";
import { problemResponse } from "./problem.ts";
import { requestIdOf } from "./request-id.ts";

const names = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

type Method = (typeof names)[number];

/**
 * The exports of a route file: the given handlers, and for every other method a 405 problem that names the allowed ones.
 * `export const { GET, POST, PUT, PATCH, DELETE } = methods({ GET: route(…) })`
 */
export function methods(handlers: Partial<Record<Method, NextHandler>>): Record<Method, NextHandler> {
  const allowed = names.filter((name) => handlers[name]);
  const refuse = describeOperations(async (request: Request) => methodNotAllowed(request, allowed), []);
  const pick = (name: Method) => handlers[name] ?? refuse;
  return { GET: pick("GET"), POST: pick("POST"), PUT: pick("PUT"), PATCH: pick("PATCH"), DELETE: pick("DELETE") };
}

function methodNotAllowed(request: Request, allowed: Method[]): Response {
  const detail = `${request.method} is not possible here: use ${allowed.join(" or ")}.`;
  return problemResponse(new AppError("method_not_allowed", detail), requestIdOf(request), {
    allow: allowed.join(", "),
  });
}
