import type { TextAnswer } from "./types.ts";

/** The part of node:dns/promises' Resolver that is used: each record in its parts of at most 255 bytes. */
export type TextResolver = { resolveTxt(name: string): Promise<string[][]> };

/** One look-up, uncached. A record's parts are joined without anything between them (RFC 7208 §3.3). Never throws. */
export async function lookUpTextUncached(resolver: TextResolver, name: string): Promise<TextAnswer> {
  try {
    const records = (await resolver.resolveTxt(name)).map((parts) => parts.join(""));
    return records.length === 0 ? { kind: "none" } : { kind: "found", records };
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === "ENOTFOUND" || code === "ENODATA") return { kind: "none" };
    return { kind: "unknown", detail: code ?? message };
  }
}
