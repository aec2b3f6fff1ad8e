import type { EngineContext } from "#lib/engine/context.ts";

/** Where functions get their context from: the app's own (engine.ts), or a test's. Asked for at run time, never at import. */
export type EngineSource = () => EngineContext;
