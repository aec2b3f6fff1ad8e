// What `server-only` becomes under Vitest: outside a React server bundle the real one throws on import.
export {};
