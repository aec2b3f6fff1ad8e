import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Redis } from "ioredis";
import { servicePort, USUAL_PORTS } from "./ports.ts";
import type { Supervisor } from "./processes.ts";
import { requireRedisProgram } from "./redis-program.ts";

/**
 * Starts a Redis server for a data folder. It keeps nothing on disk: Postgres is the truth and the counters are rebuilt.
 * @returns its address
 * @throws SetupError
 */
export async function startRedis(supervisor: Supervisor, say: (line: string) => void): Promise<string> {
  const folder = join(supervisor.dataDir, "redis");
  mkdirSync(folder, { recursive: true });
  const command = requireRedisProgram(say);
  const port = await servicePort(supervisor.dataDir, "redis", USUAL_PORTS.redis);
  const url = `redis://127.0.0.1:${port}`;
  const listen = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--daemonize", "no"];
  const memory = ["--save", "", "--appendonly", "no", "--maxmemory-policy", "noeviction"];
  await supervisor.start({
    name: "redis",
    command,
    args: [...listen, ...memory],
    cwd: folder,
    env: process.env,
    isReady: () => answersPing(url),
    readyWithinMs: 15_000,
    whenItEnds: "give-up",
  });
  return url;
}

/** Does a Redis server answer at this address? */
export async function answersPing(url: string): Promise<boolean> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 2_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  redis.on("error", () => {});
  try {
    await redis.connect();
    return (await redis.ping()) === "PONG";
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}
