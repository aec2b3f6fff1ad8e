import { describe, expect, test } from "vitest";
import { stackEnvironment } from "./environment.ts";
import { readSettings } from "./settings.ts";

describe("readSettings", () => {
  test("without any variable everything is our own, with the demo, on port 3000", () => {
    expect(readSettings({}, "/here")).toEqual({
      dataDir: "/here/.data",
      port: 3000,
      appUrl: "http://127.0.0.1:3000",
      seed: "demo",
    });
  });

  test("an empty variable counts as unset", () => {
    expect(readSettings({ PORT: "", SEED: "", DATA_DIR: "", DATABASE_URL: "" }, "/here").port).toBe(3000);
  });

  test("addresses replace parts, and a database that was handed over gets no demo unless asked", () => {
    const given = {
      DATABASE_URL: "postgresql://u:p@db:5432/x",
      REDIS_URL: "rediss://r:1/2",
      DATA_DIR: "/else",
      APP_URL: "https://console.example/",
    };
    expect(readSettings({ ...given, PORT: "8080" }, "/here")).toEqual({
      dataDir: "/else",
      port: 8080,
      appUrl: "https://console.example",
      seed: "empty",
      databaseUrl: given.DATABASE_URL,
      redisUrl: given.REDIS_URL,
    });
    expect(readSettings({ ...given, SEED: "demo" }, "/here").seed).toBe("demo");
  });

  const keys = { INNGEST_EVENT_KEY: "e", INNGEST_SIGNING_KEY: `signkey-prod-${"a".repeat(64)}` };
  test("an Inngest server needs its keys", () => {
    expect(readSettings({ INNGEST_BASE_URL: "http://inngest:8288", ...keys }, "/").inngestUrl).toBe(
      "http://inngest:8288",
    );
  });

  const wrong = [
    { env: { PORT: "abc" }, names: /PORT is "abc"/ },
    { env: { PORT: "0" }, names: /PORT/ },
    { env: { PORT: "70000" }, names: /1 to 65535/ },
    { env: { PORT: "3000.5" }, names: /PORT/ },
    { env: { SEED: "full" }, names: /SEED is "full": use demo .* or empty/ },
    { env: { APP_URL: "https://acme.example/console" }, names: /APP_URL has more than scheme, host and port/ },
    { env: { DATABASE_URL: "mysql://x" }, names: /DATABASE_URL.*postgresql:/ },
    { env: { REDIS_URL: "localhost:6379" }, names: /REDIS_URL.*redis:\/\/host:port/ },
    { env: { INNGEST_BASE_URL: "inngest" }, names: /INNGEST_BASE_URL/ },
    { env: { INNGEST_BASE_URL: "http://i:1", INNGEST_EVENT_KEY: "e" }, names: /INNGEST_SIGNING_KEY/ },
    { env: { SIMULATOR_URL: "x" }, names: /SIMULATOR_URL/ },
  ];
  test.each(wrong)("$env is refused by name", ({ env, names }) => expect(() => readSettings(env, "/")).toThrow(names));

  test("a refused address is not printed, for the password in it", () => {
    expect(() => readSettings({ DATABASE_URL: "mysql://root:secret@db/x" }, "/")).toThrow(/^(?!.*secret)/);
  });
});

describe("stackEnvironment", () => {
  const secrets = {
    AUTH_SECRET: "a",
    ENCRYPTION_KEY: "b",
    INNGEST_EVENT_KEY: "c",
    INNGEST_SIGNING_KEY: "d",
    METRICS_TOKEN: "e",
  };
  const addresses = {
    databaseUrl: "postgresql://d",
    redisUrl: "redis://r",
    inngestUrl: "http://i",
    simulatorUrl: "http://s",
  };
  const settings = readSettings({ DATA_DIR: "/data", PORT: "3001" }, "/");

  test("gives the app all that it reads, and passes on the rest", () => {
    expect(stackEnvironment({ PATH: "/bin", LOG_LEVEL: "debug" }, settings, secrets, addresses)).toEqual({
      PATH: "/bin",
      LOG_LEVEL: "debug",
      ...secrets,
      DATA_DIR: "/data",
      APP_URL: "http://127.0.0.1:3001",
      SEED: "demo",
      DATABASE_URL: "postgresql://d",
      REDIS_URL: "redis://r",
      INNGEST_BASE_URL: "http://i",
      INNGEST_ENABLE_UNAUTHED_SYNC: "0",
      SIMULATOR_URL: "http://s",
      NEXT_TELEMETRY_DISABLED: "1",
    });
  });

  test("keeps out what would switch off signatures or change the mode", () => {
    const shell = { INNGEST_DEV: "1", NODE_ENV: "development", PORT: "1", HOSTNAME: "box" };
    const env = stackEnvironment(shell, settings, secrets, addresses);
    for (const name of Object.keys(shell)) expect(env).not.toHaveProperty(name);
  });

  test("tells an Inngest server elsewhere the public address", () => {
    const elsewhere = { ...settings, inngestUrl: "http://i", appUrl: "https://console.example" };
    expect(stackEnvironment({}, elsewhere, secrets, addresses).INNGEST_SERVE_ORIGIN).toBe("https://console.example");
  });
});
