import { ApiError } from "./api-error.ts";
import { toApiError } from "./fetch-json.ts";

/**
 * Asks our API for a file by POST (an export is written into the audit log) and has the browser save it under the name the answer gives.
 * @throws ApiError with status 0 when the server cannot be reached, else with the problem the server described
 */
export async function saveFile(path: string, body?: unknown): Promise<void> {
  const response = await post(path, body);
  if (!response.ok) throw await toApiError(response);
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = filenameOf(response.headers.get("content-disposition"));
  link.click();
  URL.revokeObjectURL(url);
}

async function post(path: string, body: unknown): Promise<Response> {
  const json =
    body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  try {
    return await fetch(path, { method: "POST", credentials: "same-origin", ...json });
  } catch {
    const detail = "The server cannot be reached. Check the connection and try again.";
    throw new ApiError(0, { code: "unreachable", detail, errors: [], requestId: null, body: {} });
  }
}

/** The quoted name of a Content-Disposition header. */
export function filenameOf(header: string | null): string {
  return /filename="([^"]+)"/.exec(header ?? "")?.[1] ?? "export.csv";
}
