import { ApiError, type FieldError, type Problem } from "./api-error.ts";

export type FetchOptions = {
  method?: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Sent as JSON; a `FormData` goes out as it is. */
  body?: unknown;
  signal?: AbortSignal;
  /** Makes a creating POST safe to repeat (SPEC §12). */
  idempotencyKey?: string;
};

/**
 * Calls our own API and returns its JSON (`undefined` for an empty answer).
 * @throws ApiError with status 0 when the server cannot be reached, else with the problem the server described.
 */
export async function fetchJson<T>(path: string, options: FetchOptions = {}): Promise<T> {
  return (await readJson(await fetchAnswer(path, options))) as T;
}

/**
 * GET of an answer with an ETag that is asked for again and again: while the tag is the last one's, the last answer is given, the same
 * object, and the body is not read. The result of each call is that of `fetchJson`.
 */
export function fetchTagged<T>(path: string): (signal: AbortSignal) => Promise<T> {
  let last: { tag: string; value: T } | null = null;
  return async (signal) => {
    const response = await fetchAnswer(path, { signal });
    const tag = response.headers.get("etag");
    if (last !== null && last.tag === tag) {
      await response.body?.cancel();
      return last.value;
    }
    const value = (await readJson(response)) as T;
    last = tag === null ? null : { tag, value };
    return value;
  };
}

async function fetchAnswer(path: string, options: FetchOptions): Promise<Response> {
  const response = await send(path, options);
  if (!response.ok) throw await toApiError(response);
  return response;
}

async function readJson(response: Response): Promise<unknown> {
  const text = response.status === 204 ? "" : await response.text();
  return text === "" ? undefined : parseJson(text, response.status);
}

async function send(path: string, options: FetchOptions): Promise<Response> {
  const isForm = options.body instanceof FormData;
  const headers: Record<string, string> = { accept: "application/json" };
  if (options.body !== undefined && !isForm) headers["content-type"] = "application/json";
  if (options.idempotencyKey) headers["idempotency-key"] = options.idempotencyKey;
  try {
    return await fetch(path, {
      method: options.method ?? "GET",
      headers,
      body: isForm ? (options.body as FormData) : options.body === undefined ? undefined : JSON.stringify(options.body),
      signal: options.signal,
      credentials: "same-origin",
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError(0, problem("unreachable", "The server cannot be reached. Check the connection and try again."));
  }
}

function parseJson(text: string, status: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(status, problem("internal", "The server sent an answer that is not JSON."));
  }
}

/** The problem that an answer describes, whatever its body. */
export async function toApiError(response: Response): Promise<ApiError> {
  const body = await readBody(response);
  const retryAfter = Number(response.headers.get("retry-after") ?? response.headers.get("x-retry-after"));
  return new ApiError(response.status, readProblem(body, response), retryAfter > 0 ? retryAfter : null);
}

async function readBody(response: Response): Promise<Record<string, unknown>> {
  try {
    const parsed: unknown = await response.json();
    return isRecord(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function readProblem(body: Record<string, unknown>, response: Response): Problem {
  const fallback = `The server answered ${response.status}${response.statusText ? ` ${response.statusText}` : ""}.`;
  return {
    code: typeof body.code === "string" ? body.code : "internal",
    detail: [body.detail, body.message, body.title].find((text) => typeof text === "string") ?? fallback,
    errors: Array.isArray(body.errors) ? body.errors.filter(isFieldError) : [],
    requestId: typeof body.request_id === "string" ? body.request_id : response.headers.get("x-request-id"),
    body,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isFieldError(value: unknown): value is FieldError {
  return isRecord(value) && typeof value.field === "string" && typeof value.message === "string";
}

function problem(code: string, detail: string): Problem {
  return { code, detail, errors: [], requestId: null, body: {} };
}
