import { hash } from "node:crypto";

const rowsPerChunk = 8;
const pieceBytes = 256 * 1_024;

type Chunk = { bytes: Buffer; digest: string };

/** A long JSON list as bytes, in chunks that are kept as long as their rows stay the same objects. */
export type RenderedList<T> = { rows: readonly T[]; texts: readonly string[]; chunks: readonly Chunk[] };

/** Renders a list; rows that are the same objects as in `previous` are not rendered again. */
export function renderList<T>(
  rows: readonly T[],
  toJson: (row: T) => string,
  previous?: RenderedList<T>,
): RenderedList<T> {
  const texts: string[] = [];
  const chunks: Chunk[] = [];
  for (let from = 0; from < rows.length; from += rowsPerChunk) {
    const to = Math.min(rows.length, from + rowsPerChunk);
    let isSame =
      previous !== undefined && previous.rows.length >= to && (to < rows.length || previous.rows.length === to);
    for (let i = from; i < to; i += 1) {
      const row = rows[i] as T;
      const kept = previous?.rows[i] === row ? previous.texts[i] : undefined;
      isSame &&= kept !== undefined;
      texts.push(kept ?? toJson(row));
    }
    const kept = isSame ? previous?.chunks[chunks.length] : undefined;
    chunks.push(kept ?? toChunk(texts.slice(from, to), from === 0));
  }
  return { rows, texts, chunks };
}

function toChunk(texts: string[], isFirst: boolean): Chunk {
  const bytes = Buffer.from((isFirst ? "" : ",") + texts.join(","));
  return { bytes, digest: hash("sha1", bytes) };
}

/** Buffers joined to pieces of some size: thousands of small writes are slow, and so is one of megabytes. */
export function* inPieces(buffers: Iterable<Buffer>): Generator<Buffer<ArrayBuffer>, void> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for (const buffer of buffers) {
    waiting.push(buffer);
    bytes += buffer.length;
    if (bytes < pieceBytes) continue;
    yield Buffer.concat(waiting, bytes);
    waiting = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(waiting, bytes);
}
