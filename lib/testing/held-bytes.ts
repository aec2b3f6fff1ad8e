import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Bytes of the heap that are held: garbage, which lies there for as long as the process likes, is collected first. */
export function heldBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
