import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { type LockPatience, runPatiently, usualPatience } from "./lock-patience.ts";
import { schemaFiles } from "./migration-files.ts";

const CHAR_OID = 18;
const TEXT_OID = 25;

/** Connection parts of a postgres URL. Never a connectionString: with one, the adapter's shadow database is the main one. */
export function connectionParts(url: string): pg.PoolConfig {
  const u = new URL(url);
  return {
    host: u.hostname,
    port: Number(u.port || 5432),
    user: decodeURIComponent(u.username),
    password: decodeURIComponent(u.password),
    database: u.pathname.slice(1),
    ssl: ["require", "verify-full"].includes(u.searchParams.get("sslmode") ?? "") ? true : undefined,
  };
}

type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;
type AdapterInternals = {
  client: pg.Pool;
  onError(error: unknown): never;
  performIO(query: unknown): Promise<pg.QueryArrayResult>;
  queryRaw(query: unknown): Promise<{ columnTypes: number[] }>;
};

/** The migration adapter: whole scripts in one go, a readable "char" column type and a shadow database that is its own. */
class MigrationAdapter extends PrismaPg {
  readonly #config: pg.PoolConfig;
  readonly #open: Adapter[] = [];
  readonly #patience: LockPatience;

  constructor(config: pg.PoolConfig, patience: LockPatience) {
    super({ ...config, max: 1 });
    this.#config = config;
    this.#patience = patience;
  }

  override async connect() {
    const adapter = adapt(await super.connect(), this.#patience);
    this.#open.push(adapter);
    return adapter;
  }

  /** Ends the connections: the engine's lock on migrations is held by its session, not by the call. */
  async disposeAll() {
    await Promise.all(this.#open.splice(0).map((adapter) => adapter.dispose()));
  }

  override async connectToShadowDb() {
    const admin = new pg.Client(this.#config);
    await admin.connect();
    const name = `shadow_${crypto.randomUUID().replaceAll("-", "")}`;
    await admin.query(`CREATE DATABASE "${name}" TEMPLATE template0`);
    const shadow = adapt(await new PrismaPg({ ...this.#config, database: name, max: 1 }).connect(), this.#patience);
    const dispose = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await dispose();
      await admin.query(`DROP DATABASE "${name}" WITH (FORCE)`);
      await admin.end();
    };
    return shadow;
  }
}

function adapt(adapter: Adapter, patience: LockPatience): Adapter {
  const inner = adapter as unknown as AdapterInternals;
  readCharColumns(inner);
  adapter.executeScript = async (script: string) => {
    try {
      for (const part of scriptParts(script)) await runPatiently(inner.client, part, patience);
    } catch (error) {
      inner.onError(error);
    }
  };
  return adapter;
}

/** pg_constraint and friends have columns of type "char" (oid 18), which the adapter cannot read. */
function readCharColumns(inner: AdapterInternals) {
  const performIO = inner.performIO.bind(inner);
  const queryRaw = inner.queryRaw.bind(inner);
  let charColumns: number[] = [];
  inner.performIO = async (query) => {
    const result = await performIO(query);
    charColumns = [];
    result.fields?.forEach((field, index) => {
      if (field.dataTypeID !== CHAR_OID) return;
      field.dataTypeID = TEXT_OID;
      charColumns.push(index);
    });
    return result;
  };
  inner.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const index of charColumns) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
}

/**
 * A script is one implicit transaction, unless its first line says `-- outside a transaction`: then each statement runs by itself
 * (CREATE INDEX CONCURRENTLY needs that) and must be written so that it can be run again.
 */
function scriptParts(script: string): string[] {
  if (!script.startsWith("-- outside a transaction")) return [script];
  return script
    .split(/;\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part.replace(/^--.*$/gm, "").trim() !== "");
}

/** The bindings hold one module a process: a second one would pull the memory from under the first. */
let loaded: Promise<void> | undefined;

async function loadModule() {
  const panics = { set_message: (message: string) => throwPanic(message) };
  (globalThis as { PRISMA_WASM_PANIC_REGISTRY?: typeof panics }).PRISMA_WASM_PANIC_REGISTRY = panics;
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const imports = { "./schema_engine_bg.js": bindings as never };
  const { instance } = await WebAssembly.instantiate(readFileSync(entry.replace(/\.js$/, ".wasm")), imports);
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start?: () => void }).__wbindgen_start?.();
}

export type SchemaEngine = Awaited<ReturnType<typeof bindings.SchemaEngine.new>>;

/**
 * Runs `work` with Prisma's schema engine (WebAssembly: it writes, applies and compares migrations without a native binary) on the
 * database of `url`.
 */
export async function withSchemaEngine<T>(
  url: string,
  work: (engine: SchemaEngine) => Promise<T>,
  patience: LockPatience = usualPatience,
): Promise<T> {
  loaded ??= loadModule();
  await loaded;
  const datamodels = schemaFiles().map((f): [string, string] => [f.path, f.content]);
  const adapter = new MigrationAdapter(connectionParts(url), patience);
  try {
    const factory = bindMigrationAwareSqlAdapterFactory(adapter);
    return await work(await bindings.SchemaEngine.new({ datamodels }, () => {}, factory));
  } finally {
    await adapter.disposeAll();
  }
}

function throwPanic(message: string): never {
  throw new Error(`schema engine: ${message}`);
}
