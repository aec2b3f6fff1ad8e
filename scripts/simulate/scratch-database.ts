import pg from "pg";
import { ensureDatabase, migrateDatabase } from "#scripts/db/migrate.ts";
import { breakSql, observersSql } from "./observers.ts";
import type { BreakName } from "./options.ts";
import { holidays } from "./places.ts";

/** Databases of the simulation on one server: a migrated template, and a copy of it for every run. */
export class ScratchDatabases {
  readonly #url: string;
  readonly #prefix: string;
  #runs = 0;
  #last: string | null = null;

  /** `prefix`: names of the databases, so that two simulations on one server do not meet */
  constructor(url: string, prefix: string) {
    this.#url = url;
    this.#prefix = prefix;
  }

  async prepare(): Promise<void> {
    await this.drop();
    await ensureDatabase(this.#urlOf("template"));
    await migrateDatabase(this.#urlOf("template"));
  }

  /** A fresh database with its observers, in place of the run's before. Answers its address. */
  async open(run: { seed: number; broken: BreakName | null; start: Date; end: Date }): Promise<string> {
    if (this.#last !== null) await this.#dropOne(this.#last);
    this.#runs += 1;
    this.#last = `${this.#prefix}_${this.#runs}`;
    const name = this.#last;
    await this.#admin(async (client) => {
      await client.query(
        `CREATE DATABASE ${client.escapeIdentifier(name)} TEMPLATE ${client.escapeIdentifier(`${this.#prefix}_template`)}`,
      );
      // Postgres does not crash in the simulation, so it need not wait for the disk. Ids come from the seed (observers.ts).
      await client.query(`ALTER DATABASE ${client.escapeIdentifier(name)} SET synchronous_commit = off`);
      await client.query(`ALTER DATABASE ${client.escapeIdentifier(name)} SET search_path = sim, pg_catalog, public`);
    });
    const url = this.#urlOf(String(this.#runs));
    await withClient(url, async (client) => {
      await client.query("SET search_path = public");
      await client.query(
        "SELECT ensure_email_event_partitions($1::timestamptz - interval '2 months', $2::timestamptz + interval '2 months')",
        [run.start, run.end],
      );
      await client.query(observersSql(run.seed));
      await client.query("INSERT INTO sim.holidays SELECT unnest($1::date[])", [holidays]);
      if (run.broken !== null) await client.query(breakSql[run.broken]);
    });
    return url;
  }

  async drop(): Promise<void> {
    const names = await this.#admin((client) =>
      client.query<{ datname: string }>("SELECT datname FROM pg_database WHERE datname LIKE $1", [
        `${this.#prefix}\\_%`,
      ]),
    );
    for (const { datname } of names.rows) await this.#dropOne(datname);
  }

  #urlOf(name: string): string {
    return new URL(`/${this.#prefix}_${name}`, this.#url).href;
  }

  async #dropOne(name: string): Promise<void> {
    await this.#admin((client) =>
      client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`),
    );
  }

  #admin<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
    return withClient(new URL("/postgres", this.#url).href, work);
  }
}

async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
