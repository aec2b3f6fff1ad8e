import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** Runs a tool of node_modules under this Node, in this terminal. True when it ended with 0. */
export async function runTool(root: string, [program = "", ...args]: string[]): Promise<boolean> {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };
  const child = spawn(process.execPath, [join(root, program), ...args], {
    cwd: root,
    env,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const end = () => child.kill();
  process.once("exit", end);
  const [code] = await once(child, "exit");
  process.off("exit", end);
  return code === 0;
}
