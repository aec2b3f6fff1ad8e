import { dirname } from "node:path";
import { env } from "#lib/env.ts";
import { serveConsole } from "./serve-console.ts";

// The console alone, on services that whoever started this looks after (npm start does).
await serveConsole(dirname(dirname(import.meta.dirname)), env(), console.log);
