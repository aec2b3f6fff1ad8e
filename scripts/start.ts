import { dirname } from "node:path";
import { runStack } from "./stack/run-stack.ts";

await runStack(dirname(import.meta.dirname), "start");
