import type { WireError } from "#scripts/inngest-standin/runs/run-state.ts";

/** One entry of a 206 answer. */
export type Op = {
  id: string;
  op: string;
  name: string;
  data: unknown;
  error: unknown;
  opts: Record<string, unknown>;
};

/** Reads a 206 body: an array of ops, or one op. Entries that are not ops are dropped. */
export function readOps(body: unknown): Op[] {
  return [body].flat().flatMap((entry) => {
    const raw = asRecord(entry);
    if (typeof raw?.id !== "string" || typeof raw.op !== "string") return [];
    const name = typeof raw.name === "string" ? raw.name : "";
    return [{ id: raw.id, op: raw.op, name, data: raw.data ?? null, error: raw.error, opts: asRecord(raw.opts) ?? {} }];
  });
}

/** Makes an error of whatever the app sent, keeping the fields the SDK will read back. */
export function readError(raw: unknown, fallback: string): WireError {
  const fields = asRecord(raw);
  if (!fields)
    return { name: "Error", message: typeof raw === "string" && raw !== "" ? raw.slice(0, 2_000) : fallback };
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
  return {
    ...fields,
    name: text(fields.name) ?? "Error",
    message: text(fields.message) ?? text(fields.error) ?? fallback,
  };
}

/** The value as an object with named fields, or null when it is none. */
export function asRecord(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
