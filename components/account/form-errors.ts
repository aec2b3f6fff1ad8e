import { ApiError } from "#lib/query/api-error.ts";

/** What the API says about one field of a form, once it is refused. */
export function fieldError(error: Error | null, field: string): string | undefined {
  return error instanceof ApiError ? error.fieldMessage(field) : undefined;
}

/** What went wrong beside the fields the form shows; undefined when every problem stands at one of them. */
export function formError(error: Error | null, fields: readonly string[]): string | undefined {
  if (!error) return undefined;
  return fields.some((field) => fieldError(error, field)) ? undefined : error.message;
}
