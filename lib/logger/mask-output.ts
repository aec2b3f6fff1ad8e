import { withoutRows } from "./describe-error.ts";
import { maskLine } from "./mask-secrets.ts";

type Output = { write: NodeJS.WritableStream["write"] };
/** Every form in which a stream may be written to. */
type Write = (chunk: Uint8Array | string, ...rest: unknown[]) => boolean;

/** What frameworks write to these streams goes past the logger: from now on it is masked as a line of log is. */
export function maskOutput(...streams: Output[]): void {
  for (const stream of streams) {
    const write = stream.write.bind(stream) as Write;
    const masked: Write = (chunk, ...rest) => {
      const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
      return write(maskLine(withoutRows(text)), ...rest);
    };
    stream.write = masked;
  }
}
