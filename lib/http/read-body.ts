import { AppError } from "#lib/errors/app-error.ts";

/**
 * The request's bytes, at most `limitBytes` of them: a longer body is refused as soon as that is known, by its declared length
 * or while it arrives, so it never fills the memory.
 * @throws AppError payload_too_large
 */
export async function readBody(request: Request, limitBytes: number): Promise<Buffer> {
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) throw tooLarge(limitBytes);
  if (!request.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.byteLength;
    if (length > limitBytes) throw tooLarge(limitBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

/** Refuses a body of another kind than the route takes. `accepted` are media types without parameters. */
export function requireContentType(request: Request, accepted: readonly string[]): void {
  const given = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (accepted.includes(given)) return;
  const wanted = accepted.join(" or ");
  throw new AppError(
    "unsupported_media_type",
    `Send the body as ${wanted}${given === "" ? "" : `, not ${given}`} (header Content-Type).`,
  );
}

function tooLarge(limitBytes: number): AppError {
  return new AppError("payload_too_large", `The body is larger than the limit of ${limitBytes} bytes.`);
}
