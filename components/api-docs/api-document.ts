/** The parts of JSON Schema that the API's document uses. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  additionalProperties?: Schema | boolean;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  description?: string;
};

type Content = Record<string, { schema?: Schema }>;
type Parameter = { name: string; in: string; required?: boolean; description?: string; schema?: Schema };
type Answer = { $ref?: string; description?: string; content?: Content };

type DocumentOperation = {
  operationId: string;
  tags?: string[];
  summary?: string;
  description?: string;
  "x-required-role"?: string;
  security?: Record<string, unknown>[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Content };
  responses: Record<string, Answer>;
};

/** GET /api/openapi.json */
export type ApiDocument = {
  paths: Record<string, Record<string, DocumentOperation>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, Answer> };
};

export type Operation = DocumentOperation & { method: string; path: string };
export type OperationGroup = { name: string; operations: Operation[] };

/** Who may ask, in words. */
export function whoMay({ security, "x-required-role": role }: DocumentOperation): string {
  if (security?.length === 0) return "anybody";
  if (role === undefined) return security?.[0] && "signature" in security[0] ? "signed requests" : "a token";
  return security === undefined ? role : `${role}, in the console only`;
}

/** Operations by resource, in the order of the document. */
export function groupOperations({ paths }: ApiDocument): OperationGroup[] {
  const groups = new Map<string, Operation[]>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const name = operation.tags?.[0] ?? "other";
      groups.set(name, [...(groups.get(name) ?? []), { ...operation, method: method.toUpperCase(), path }]);
    }
  }
  return [...groups].map(([name, operations]) => ({ name, operations }));
}

/** Groups with the operations in whose method, path or words every word of the text occurs. */
export function findOperations(groups: readonly OperationGroup[], text: string): OperationGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return groups.flatMap(({ name, operations }) => {
    const found = operations.filter(({ method, path, summary = "", description = "" }) => {
      const hay = `${method} ${path} ${summary} ${description}`.toLowerCase();
      return words.every((word) => hay.includes(word));
    });
    return found.length > 0 ? [{ name, operations: found }] : [];
  });
}

/** What a reference of the document points at. */
export function refName(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}
