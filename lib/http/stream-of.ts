import { ReadableStream as NodeStream } from "node:stream/web";

/** A body that is made while it is sent: the next piece is asked for when the last one is on its way. */
export function streamOf(
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return NodeStream.from(pieces) as ReadableStream<Uint8Array<ArrayBuffer>>;
}
