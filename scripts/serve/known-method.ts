import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "#lib/errors/app-error.ts";
import { problemParts } from "#lib/http/problem.ts";

const known = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Whether anything here may take the request; the framework answers 500 to TRACE, which its Request cannot hold. */
export function isKnownMethod(request: IncomingMessage): boolean {
  return known.includes(request.method ?? "");
}

/** Answers 405, as a problem. */
export function refuseMethod(request: IncomingMessage, response: ServerResponse): void {
  const refusal = new AppError("method_not_allowed", `${request.method} is not possible here.`);
  const { status, headers, body } = problemParts(refusal, crypto.randomUUID(), { allow: known.join(", ") });
  response.writeHead(status, headers);
  response.end(body);
}
