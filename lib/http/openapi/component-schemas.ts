import { z } from "zod";
import { operationId } from "./operation-id.ts";
import type { Endpoint, Json, NamedShapes } from "./types.ts";

export type Components = {
  schemas: Record<string, Json>;
  /** where a body or answer of an operation is */
  refOf(shape: z.ZodType): Json;
};

const prefix = "#/components/schemas/";

/** Bodies are described as they are sent, before defaults; answers as they arrive. */
type Direction = "input" | "output";

/**
 * The shapes of bodies and answers as components. A shape is named after its export in a contract; one that has no such name after
 * its operation.
 */
export function componentSchemas(endpoints: Endpoint[], named: NamedShapes): Components {
  const used = { input: new Map<z.ZodType, string>(), output: new Map<z.ZodType, string>() };
  const nameOf = new Map(named.map(({ name, shape }) => [shape, pascal(name)]));
  for (const { method, path, operation } of endpoints) {
    const id = pascal(operationId(method, path));
    const { body, answer } = operation;
    if (body) used.input.set(body, nameOf.get(body) ?? `${id}Body`);
    if (isShape(answer)) used.output.set(answer, nameOf.get(answer) ?? `${id}Answer`);
  }
  const schemas = { ...convert(used.output, nameOf, "output"), ...convert(used.input, nameOf, "input") };
  const refOf = (shape: z.ZodType) => ({ $ref: `${prefix}${used.input.get(shape) ?? used.output.get(shape)}` });
  return { schemas, refOf };
}

/** Whether an answer is JSON of a shape. */
export function isShape(answer: unknown): answer is z.ZodType {
  return typeof answer === "object" && answer !== null && "safeParse" in answer;
}

/** One shape that stands by itself, as parameters do: everything in it is written out. */
export function inlineSchema(shape: z.ZodType, direction: Direction): Json {
  return tidy(z.toJSONSchema(shape, { io: direction, unrepresentable: "any", override: withoutFormatPattern }) as Json);
}

function convert(used: Map<z.ZodType, string>, nameOf: Map<z.ZodType, string>, io: Direction): Record<string, Json> {
  const registry = z.registry<{ id: string }>();
  for (const [shape, name] of [...nameOf, ...used]) {
    if (!registry.has(shape)) registry.add(shape, { id: name });
  }
  const uri = (id: string) => `${prefix}${id}`;
  const options = { io, unrepresentable: "any", override: withoutFormatPattern, uri } as const;
  const all = z.toJSONSchema(registry, options).schemas as Record<string, Json>;
  const wanted = new Set(used.values());
  for (const name of wanted) for (const next of referenced(all[name])) wanted.add(next);
  return Object.fromEntries([...wanted].map((name) => [name, tidy(all[name] ?? {})]));
}

function referenced(schema: unknown): string[] {
  return [...JSON.stringify(schema ?? {}).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1] ?? "");
}

/** A format says it all: the pattern that zod adds is a page of digits. */
function withoutFormatPattern({ jsonSchema }: { jsonSchema: Json }): void {
  if (jsonSchema.format) delete jsonSchema.pattern;
}

function tidy({ $schema: _dialect, $id: _id, ...schema }: Json): Json {
  return schema;
}

function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
