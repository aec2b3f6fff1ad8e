import type { z } from "zod";
import type { Operation } from "../operation.ts";

export type Json = Record<string, unknown>;

/** One operation with its place: `path` in the document's spelling, `/api/prospects/{id}`. */
export type Endpoint = { method: string; path: string; operation: Operation };

/** Shapes of contracts by the name they are exported under. */
export type NamedShapes = { name: string; shape: z.ZodType }[];
