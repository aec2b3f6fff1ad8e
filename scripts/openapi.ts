import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { documentFile, documentText } from "./openapi/document-text.ts";

// `npm run openapi`: writes the API document anew from the routes; a test says when it is out of date
const root = dirname(import.meta.dirname);
const file = join(root, documentFile);

// The route that serves the document imports it: after a merge conflict it must be readable before it can be written.
try {
  JSON.parse(await readFile(file, "utf8"));
} catch {
  await writeFile(file, "{}\n");
}
await writeFile(file, await documentText(root));
process.exit(0);
