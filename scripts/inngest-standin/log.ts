type LogLevel = "info" | "warn" | "error";

/** One line of JSON a message. Messages are fixed texts; what varies goes into `fields`. */
export type Log = (level: LogLevel, message: string, fields?: Record<string, unknown>) => void;

export const consoleLog: Log = (level, message, fields = {}) => {
  const line = JSON.stringify({ ...fields, time: new Date().toISOString(), level, message });
  (level === "info" ? process.stdout : process.stderr).write(`${line}\n`);
};

/** The text of anything thrown. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
