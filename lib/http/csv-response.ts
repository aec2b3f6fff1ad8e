import { ReadableStream as NodeStream, TextEncoderStream } from "node:stream/web";

/** A CSV file to download, sent as it is made: whatever its size, one chunk at a time is in memory. */
export function csvResponse(chunks: AsyncIterable<string>, filename: string): Response {
  const bytes = NodeStream.from(chunks).pipeThrough(new TextEncoderStream());
  return new Response(bytes as ReadableStream<Uint8Array<ArrayBuffer>>, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${filename}"`,
    },
  });
}
