type Line = { at: number; text: string };

const linesPerSubject = 40;

/** The last steps of every prospect, and of the simulation as a whole: what is shown beside a violation. */
export class Trace {
  readonly #bySubject = new Map<string, Line[]>();
  readonly #common: Line[] = [];

  /** `subject`: an outreach id; null for what concerns everybody */
  note(at: number, subject: string | null, text: string): void {
    if (subject === null) {
      this.#common.push({ at, text });
      if (this.#common.length > 4 * linesPerSubject) this.#common.splice(0, 2 * linesPerSubject);
      return;
    }
    const lines = this.#bySubject.get(subject);
    if (!lines) this.#bySubject.set(subject, [{ at, text }]);
    else {
      lines.push({ at, text });
      if (lines.length > linesPerSubject) lines.shift();
    }
  }

  /** The last steps of a prospect with what happened to everybody meanwhile, in order of time. */
  lastSteps(subject: string | null, count: number): string[] {
    const own = subject === null ? [] : (this.#bySubject.get(subject) ?? []);
    const from = own[0]?.at ?? 0;
    const common = this.#common.filter((line) => line.at >= from);
    return [...own.slice(-count), ...common.slice(-count)]
      .sort((a, b) => a.at - b.at)
      .map((line) => `${new Date(line.at).toISOString()}  ${line.text}`);
  }
}
