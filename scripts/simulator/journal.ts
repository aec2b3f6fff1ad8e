import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AcceptedMessage, PendingEvent } from "./types.ts";

export type JournalState = { messages: AcceptedMessage[]; pending: Map<string, PendingEvent> };

type Entry =
  | { type: "message"; message: AcceptedMessage; events: PendingEvent[] }
  | { type: "pending"; events: PendingEvent[] }
  | { type: "posted"; ids: string[] }
  | { type: "failed"; ids: string[]; dueAt: number };

/** Messages are remembered this long, for comparison with the sender's ledger. */
const keepMessagesMs = 30 * 24 * 3_600_000;

/**
 * What was accepted and what is still to be posted, in an append-only file: a message is in it before it is acknowledged, so a restart
 * or a SIGKILL forgets nothing. Rewritten without what is over at every start.
 */
export class Journal {
  readonly #path: string;

  constructor(directory: string) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    this.#path = join(directory, "journal.jsonl");
  }

  /** Reads and compacts. A line that was cut off by a crash is the last one, and was never acknowledged. */
  open(now: number): JournalState {
    const state: JournalState = { messages: [], pending: new Map() };
    const lines = existsSync(this.#path) ? readFileSync(this.#path, "utf8").split("\n") : [];
    for (const line of lines) apply(state, parse(line));
    state.messages = state.messages.filter((message) => now - message.acceptedAt < keepMessagesMs);
    this.#compact(state);
    return state;
  }

  append(entry: Entry): void {
    appendFileSync(this.#path, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
  }

  #compact({ messages, pending }: JournalState): void {
    const entries: Entry[] = messages.map((message) => ({ type: "message", message, events: [] }));
    if (pending.size > 0) entries.push({ type: "pending", events: [...pending.values()] });
    const text = entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
    writeFileSync(`${this.#path}.new`, text, { mode: 0o600 });
    renameSync(`${this.#path}.new`, this.#path);
  }
}

function parse(line: string): Entry | null {
  try {
    return line === "" ? null : (JSON.parse(line) as Entry);
  } catch {
    return null;
  }
}

function apply(state: JournalState, entry: Entry | null): void {
  if (entry === null) return;
  if (entry.type === "message" || entry.type === "pending") {
    if (entry.type === "message") state.messages.push(entry.message);
    for (const event of entry.events) state.pending.set(event.id, event);
    return;
  }
  for (const id of entry.ids) {
    const event = state.pending.get(id);
    if (entry.type === "posted") state.pending.delete(id);
    else if (event) state.pending.set(id, { ...event, dueAt: entry.dueAt, failures: event.failures + 1 });
  }
}
