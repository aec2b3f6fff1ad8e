/** One refused input: `field` is the API's snake_case path, `message` says what is wrong and how to fix it. */
export type FieldError = { field: string; message: string };

/** The members of a problem+json body (RFC 9457) that the console uses (SPEC §12). */
export type Problem = {
  code: string;
  detail: string;
  errors: FieldError[];
  requestId: string | null;
  body: Record<string, unknown>;
};

/** A request that got no usable answer. `status` 0 means that the server could not be reached. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: FieldError[];
  readonly requestId: string | null;
  /** The whole problem body: a version conflict carries the current value here. */
  readonly body: Record<string, unknown>;
  readonly retryAfterSeconds: number | null;

  constructor(status: number, problem: Problem, retryAfterSeconds: number | null = null) {
    super(problem.detail);
    this.name = "ApiError";
    this.status = status;
    this.code = problem.code;
    this.errors = problem.errors;
    this.requestId = problem.requestId;
    this.body = problem.body;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Message for one field, if the server named it. */
  fieldMessage(field: string): string | undefined {
    return this.errors.find((error) => error.field === field)?.message;
  }
}

/** Worth asking again without a change: not reached, overloaded or broken, but never a refusal. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return error.status === 0 || error.status === 429 || error.status >= 500;
}
