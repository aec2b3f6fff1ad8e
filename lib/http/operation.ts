import type { z } from "zod";
import type { ErrorCode } from "#lib/errors/app-error.ts";
import type { Role } from "#lib/shared/actor.ts";
import type { NextHandler } from "./next-handler.ts";
import type { RateLimit } from "./rate-limit.ts";

/** What a call answers: JSON of a shape, a body of another media type, or nothing at all (204). */
type Answer = z.ZodType | { mediaType: string } | null;

/** What the API document says of a call, besides what the handler's other options say already (SPEC §12). */
export type OperationText = {
  /** what it does, a few words: `Pause a mailbox` */
  summary: string;
  /** what else a caller must know */
  description?: string;
  answer: Answer;
  /** refusals of the use-case itself; those that follow from the options are known */
  problems?: readonly ErrorCode[];
  /** for what is asked again and again: takes If-None-Match and answers 304 when nothing but `generated_at` changed */
  hasEtag?: boolean;
};

/** Without a role: nobody has to say who they are, the body is signed by who sends it, or a token of the operators is shown. */
export type OpenAccess = "open" | "signature" | "token";

/** One call of the API, as its handler carries it. */
export type Operation = OperationText & {
  access: Role | OpenAccess;
  /** where it is, when the place of its file does not say so: `/api/auth/sign-out` */
  path?: string;
  /** of a handler that takes several */
  method?: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  isBodyOptional?: boolean;
  rawBody?: readonly string[];
  status?: number;
  /** an API key is refused whatever its role */
  isForPeople?: boolean;
  isIdempotent?: boolean;
  /** a tighter limit besides the general one */
  rateLimit?: RateLimit;
};

const described = new WeakMap<NextHandler, Operation[]>();

/** Notes what a handler does; several for one that serves several paths, none for one that only refuses. Returns the handler. */
export function describeOperations<Handler extends NextHandler>(handler: Handler, operations: Operation[]): Handler {
  described.set(handler, operations);
  return handler;
}

/** A handler that nobody has to sign in for, with what the document says of it. It gets the path's parameters as they are. */
export function openRoute(
  operation: Omit<Operation, "access"> & { access?: OpenAccess },
  handler: (request: Request, params: Record<string, string>) => Promise<Response>,
): NextHandler {
  const handle: NextHandler = async (request, next) =>
    handler(request, ((await next?.params) ?? {}) as Record<string, string>);
  return describeOperations(handle, [{ access: "open", ...operation }]);
}

/** What a handler does; undefined when nobody said so, which the API's tests refuse. */
export function operationsOf(handler: NextHandler): Operation[] | undefined {
  return described.get(handler);
}
