/**
 * Turns bytes of unknown encoding into text, chunk by chunk: a byte-order mark decides (UTF-8 or UTF-16); without one UTF-8 is
 * read until a byte sequence is not UTF-8, and from there on Windows-1252, the superset of Latin-1 that spreadsheets write.
 */
export async function* decodeText(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  // NUL is no text (Postgres stores none); dropping it also makes UTF-16 without a mark readable where it is ASCII.
  for await (const text of decodeChunks(chunks)) yield text.replaceAll("\0", "");
}

async function* decodeChunks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let pending: Uint8Array = new Uint8Array();
  for await (const chunk of chunks) {
    let bytes = Buffer.concat([pending, chunk]);
    if (!decoder) {
      if (bytes.length < 3) {
        pending = bytes;
        continue;
      }
      decoder = decoderFor(bytes);
    }
    if (decoder.encoding !== "utf-8") {
      pending = new Uint8Array();
      yield decoder.decode(bytes, { stream: true });
      continue;
    }
    const cut = completeLength(bytes);
    pending = bytes.subarray(cut);
    bytes = bytes.subarray(0, cut);
    const text = asUtf8(bytes);
    if (text === null) decoder = new TextDecoder("windows-1252");
    yield text ?? decoder.decode(bytes, { stream: true });
  }
  if (pending.length > 0) yield asUtf8(pending) ?? new TextDecoder("windows-1252").decode(pending);
}

function decoderFor(bytes: Uint8Array): TextDecoder {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be");
  return new TextDecoder("utf-8");
}

function asUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes).replace(/^\uFEFF/, "");
  } catch {
    return null;
  }
}

/** Length without a multi-byte character that the chunk cut in two. */
function completeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needs > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
