import { maskOutput } from "#lib/logger/mask-output.ts";

/** Next calls it once in every server process, before the first request. */
export async function register(): Promise<void> {
  maskOutput(process.stdout, process.stderr);
  // biome-ignore lint/style/noProcessEnv: Next fills it in, so that the bundle of the other runtime goes without the engine
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { keepWatch } = await import("#lib/alerts/keep-watch.ts");
    // The engine is not needed to start, and a build, which comes by here too, has none.
    void keepWatch(async () => (await import("#inngest/engine.ts")).engineContext());
  }
}
