import pg from "pg";
import { Prisma } from "./generated/client.ts";
import type { ModelClient } from "./models-on-connection.ts";
import { rawParameter, rawTypes } from "./raw-values.ts";
import { statementName } from "./statement-name.ts";
import type { Tx } from "./types.ts";

/** A transaction took longer than it may and was given up; nothing of it was kept. */
export class TransactionExpired extends Error {
  constructor(timeoutMs: number) {
    super(`the transaction took longer than ${timeoutMs} ms`);
  }
}

/** A statement failed and its error was swallowed: Postgres answered the COMMIT with a rollback. */
export class TransactionLost extends Error {
  constructor() {
    super("a statement of the transaction failed before, so nothing of it was kept");
  }
}

type Parts = { pool: pg.Pool; models: ModelClient };
type Given = TemplateStringsArray | Prisma.Sql;

/**
 * Runs `work` in one transaction. Raw statements go straight to pg, which costs a third of the way through Prisma; Prisma joins the
 * same connection when a model is first used. `begin` is SQL without parameters that begins it and says whose rows it sees.
 */
export async function inTransaction<T>(
  { pool, models }: Parts,
  begin: string,
  work: (tx: Tx) => Promise<T>,
  timeoutMs: number,
): Promise<T> {
  const connection = await pool.connect();
  const transaction = new OpenTransaction(connection, models, timeoutMs);
  try {
    await connection.query(begin);
    const result = await work(transaction.tx);
    await transaction.commit();
    connection.release();
    return result;
  } catch (error) {
    // A connection that cannot roll back is of no more use to anybody.
    const isClean = await transaction.rollback();
    connection.release(!isClean);
    throw transaction.expired ?? error;
  } finally {
    transaction.forget();
  }
}

class OpenTransaction {
  readonly tx: Tx;
  expired: TransactionExpired | null = null;
  readonly #connection: pg.PoolClient;
  readonly #models: ModelClient;
  readonly #timeoutMs: number;
  readonly #timer: NodeJS.Timeout;
  #joined: ReturnType<ModelClient["join"]> | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #failure: unknown = null;

  constructor(connection: pg.PoolClient, models: ModelClient, timeoutMs: number) {
    this.#connection = connection;
    this.#models = models;
    this.#timeoutMs = timeoutMs;
    connection.on("error", ignore);
    this.#timer = setTimeout(() => this.#expire(), timeoutMs);
    this.tx = this.#facade();
  }

  async commit(): Promise<void> {
    await this.#joined?.end();
    const { command } = await this.#connection.query("COMMIT");
    if (command !== "COMMIT") throw new TransactionLost();
  }

  /** False when the connection is no longer usable. */
  async rollback(): Promise<boolean> {
    await this.#joined?.end().catch(ignore);
    return this.#connection.query("ROLLBACK").then(
      () => true,
      () => false,
    );
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.#connection.removeListener("error", ignore);
  }

  #expire(): void {
    this.expired = new TransactionExpired(this.#timeoutMs);
    // Ends what runs at once; pg itself would wait for the answers to what was sent.
    this.#connection.connection.stream.destroy();
  }

  /** Sent at once: those that do not need one another's answers share a round trip, and Postgres does them in the order of the calls. */
  #query(given: Given, values: unknown[]): Promise<pg.QueryResult> {
    const sql = "raw" in given ? Prisma.sql(given, ...values) : given;
    const { text } = sql;
    const query = { name: statementName(text), text, values: sql.values.map(rawParameter), types: rawTypes };
    this.#gather();
    const answer = this.#connection.query(query).catch((error: unknown) => {
      // Those behind a failure hear of the failure itself: callers may see their errors first.
      if (isAbortedByAnother(error)) throw this.#failure ?? error;
      this.#failure ??= error;
      throw error;
    });
    this.#last = answer.catch(ignore);
    return answer;
  }

  /** What is sent in the same tick leaves in one write. */
  #gather(): void {
    const { stream } = this.#connection.connection;
    stream.cork();
    process.nextTick(() => stream.uncork());
  }

  #facade(): Tx {
    const raw = {
      $queryRaw: async (given: Given, ...values: unknown[]) => (await this.#query(given, values)).rows,
      $executeRaw: async (given: Given, ...values: unknown[]) => (await this.#query(given, values)).rowCount ?? 0,
    };
    return new Proxy(raw, {
      get: (target, name) => (name in target ? target[name as keyof typeof raw] : this.#model(name as keyof Tx)),
    }) as unknown as Tx;
  }

  /** A model whose calls wait until Prisma has joined. */
  #model(name: keyof Tx): unknown {
    const call = async (method: string, args: unknown[]) => {
      await this.#last;
      this.#joined ??= this.#models.join(this.#connection, this.#timeoutMs);
      const model = (await this.#joined.models)[name] as unknown as Record<string, (...args: unknown[]) => unknown>;
      return model[method]?.(...args);
    };
    return new Proxy(
      {},
      {
        get:
          (_, method) =>
          (...args: unknown[]) =>
            call(String(method), args),
      },
    );
  }
}

/** in_failed_sql_transaction (manual, appendix A) */
function isAbortedByAnother(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === "25P02";
}

function ignore(): void {}
