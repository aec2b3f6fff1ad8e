import { buildDocument } from "#lib/http/openapi/build-document.ts";
import { collectOperations, collectShapes } from "./collect-operations.ts";

/** Where the document is kept, for the route that serves it. */
export const documentFile = "app/api/openapi.json/document.json";

/** The API document of the routes as they are now. */
export async function documentText(root: string): Promise<string> {
  const [endpoints, shapes] = await Promise.all([collectOperations(root), collectShapes(root)]);
  return `${JSON.stringify(buildDocument(endpoints, shapes), null, 2)}\n`;
}
