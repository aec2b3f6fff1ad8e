import { join } from "node:path";
import { Journal } from "./journal.ts";
import { Provider } from "./provider.ts";
import { createProviderServer } from "./server.ts";
import { signedHeaders } from "./sign.ts";

// biome-ignore-start lint/style/noProcessEnv: a process of its own, configured by whoever starts it
const port = Number(process.env.PORT ?? 8290);
const dataDir = process.env.DATA_DIR ?? ".data";
/** 2 makes everything happen twice as fast */
const speed = Math.max(0.01, Number(process.env.SIMULATOR_SPEED ?? 1) || 1);
// biome-ignore-end lint/style/noProcessEnv: end

const postTimeoutMs = 15_000;
const longestTimerMs = 60_000;

const provider = new Provider({ journal: new Journal(join(dataDir, "simulator")), post, now: Date.now, speed });
const server = createProviderServer(provider, wakeUp);
let timer: NodeJS.Timeout | undefined;

server.listen(port, "127.0.0.1", () => {
  console.log(`email simulator on http://127.0.0.1:${port}, ${provider.pendingCount} events to come`);
  wakeUp();
});

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    clearTimeout(timer);
    server.close(() => process.exit(0));
    server.closeIdleConnections();
  });
}

async function post(connectionId: string, webhookUrl: string, body: string): Promise<boolean> {
  try {
    const headers = signedHeaders(dataDir, connectionId, body, Date.now());
    const signal = AbortSignal.timeout(postTimeoutMs);
    const response = await fetch(webhookUrl, { method: "POST", headers, body, redirect: "error", signal });
    await response.arrayBuffer();
    if (!response.ok)
      console.error(`webhook of ${connectionId} answered ${response.status}: events are kept and tried again`);
    return response.ok;
  } catch (error) {
    console.error(`webhook of ${connectionId} cannot be reached: ${(error as Error).message}`);
    return false;
  }
}

/** Sets the timer to the next event; called whenever that may have changed. */
function wakeUp(): void {
  clearTimeout(timer);
  const next = provider.nextDueAt();
  if (next === null) return;
  const waitMs = Math.min(Math.max(next - Date.now(), 50), longestTimerMs);
  timer = setTimeout(() => void provider.postDue().finally(wakeUp), waitMs);
}
