import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { documentFile, documentText } from "./openapi/document-text.ts";

// `npm run openapi`: writes the API document anew from the routes; a test says when it is out of date
const root = dirname(import.meta.dirname);
await writeFile(join(root, documentFile), await documentText(root));
process.exit(0);
