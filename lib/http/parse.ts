import type { z } from "zod";
import { AppError, type FieldError, notFound } from "#lib/errors/app-error.ts";
import { unstorablePath } from "#lib/shared/storable-text.ts";

/**
 * Body text as JSON of the given shape.
 * @throws AppError validation_failed, each problem with its field and what would fix it
 */
export function parseJsonBody<Shape extends z.ZodType>(bytes: Buffer, shape: Shape): z.infer<Shape> {
  return parseValue(toJson(bytes), shape, "body");
}

/** Query parameters of the given shape; a name given twice counts once, the last. Unknown names are refused by a strict shape. */
export function parseQuery<Shape extends z.ZodType>(url: URL, shape: Shape): z.infer<Shape> {
  return parseValue(Object.fromEntries(url.searchParams), shape, "query");
}

/** Path parameters of the given shape. What cannot be an id names nothing: 404, not 400. */
export function parseParams<Shape extends z.ZodType>(params: unknown, shape: Shape): z.infer<Shape> {
  const parsed = shape.safeParse(params);
  if (!parsed.success) throw notFound("resource");
  return parsed.data;
}

/** Any value of the given shape whose text can be stored; `root` names it where a problem is with the whole. */
export function parseValue<Shape extends z.ZodType>(value: unknown, shape: Shape, root: string): z.infer<Shape> {
  const parsed = shape.safeParse(value);
  const errors = parsed.success
    ? textErrors(parsed.data, root)
    : parsed.error.issues.flatMap((issue) => toFieldErrors(issue, root));
  if (parsed.success && errors.length === 0) return parsed.data;
  const [first] = errors;
  const detail =
    errors.length === 1 && first ? `${first.field}: ${first.message}` : `${errors.length} fields are wrong.`;
  throw new AppError("validation_failed", detail, { errors });
}

function textErrors(data: unknown, root: string): FieldError[] {
  const path = unstorablePath(data);
  if (path === null) return [];
  return [{ field: fieldName(path, root).toWellFormed(), message: "holds a NUL or half a character: take it out" }];
}

function toFieldErrors(issue: z.core.$ZodIssue, root: string): FieldError[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      field: fieldName([...issue.path, key], root),
      message: "is not known here: remove it",
    }));
  }
  return [{ field: fieldName(issue.path, root), message: messageOf(issue) }];
}

function messageOf(issue: z.core.$ZodIssue): string {
  const isMissing = issue.code === "invalid_type" && issue.message.endsWith("received undefined");
  return isMissing ? `is missing (${issue.expected})` : issue.message;
}

function fieldName(path: PropertyKey[], root: string): string {
  return path.length === 0 ? root : path.map(String).join(".");
}

function toJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    const message = bytes.length === 0 ? "is empty: send a JSON object" : "is not valid JSON in UTF-8";
    throw new AppError("validation_failed", `body: ${message}`, { errors: [{ field: "body", message }] });
  }
}
