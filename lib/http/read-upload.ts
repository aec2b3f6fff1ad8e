import { Readable } from "node:stream";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { Busboy, type BusboyFileStream, type BusboyInstance } from "@fastify/busboy";
import { AppError, invalidField } from "#lib/errors/app-error.ts";

export type Upload = { filename: string; chunks: AsyncIterable<Uint8Array> };

/**
 * The file in field `field` of a multipart form, as a stream: nothing is held in memory but what is being read.
 * @throws AppError unsupported_media_type when the body is no multipart form, validation_failed when it has no such file;
 *   reading on throws payload_too_large past `limitBytes`
 */
export function readUpload(request: Request, field: string, limitBytes: number): Promise<Upload> {
  const contentType = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\s*;.*boundary=/i.test(contentType) || !request.body) {
    throw new AppError("unsupported_media_type", `Send the file as multipart/form-data in the field "${field}".`);
  }
  const form = createForm(contentType, limitBytes);
  const source = Readable.fromWeb(request.body as NodeReadableStream<Uint8Array>);
  return new Promise((resolve, reject) => {
    let found: BusboyFileStream | undefined;
    const fail = (error: Error) => {
      if (found) found.destroy(error);
      else reject(error);
    };
    form.on("file", (name, file, filename) => {
      if (name !== field) {
        file.resume();
        return;
      }
      found = file;
      resolve({ filename: filename || "upload.csv", chunks: withinLimit(file, field, limitBytes) });
    });
    form.on("finish", () => reject(invalidField(field, `There is no file in the field "${field}".`)));
    form.on("error", () => fail(cutOff(field)));
    source.on("error", () => fail(invalidField(field, "The upload broke off: send it again.")));
    source.pipe(form);
  });
}

/** @throws AppError unsupported_media_type when the boundary is missing, or longer than anybody's */
function createForm(contentType: string, limitBytes: number): BusboyInstance {
  const limits = { files: 1, fileSize: limitBytes, fields: 20, fieldSize: 10_000 };
  try {
    return new Busboy({ headers: { "content-type": contentType }, limits });
  } catch {
    throw new AppError(
      "unsupported_media_type",
      "The boundary of the multipart form cannot be read (header Content-Type).",
    );
  }
}

async function* withinLimit(file: BusboyFileStream, field: string, limitBytes: number): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of file) yield chunk as Uint8Array;
  } catch (error) {
    // A part without its end is told by the file alone, in the library's words.
    throw error instanceof AppError ? error : cutOff(field);
  }
  if (file.truncated)
    throw new AppError(
      "payload_too_large",
      `The file is larger than ${Math.floor(limitBytes / 1_048_576)} MiB: split it.`,
    );
}

function cutOff(field: string): AppError {
  return invalidField(field, "The upload is cut off or malformed: send it again.");
}
