import { describe, expect, it } from "vitest";
import { parseEnv } from "./env.ts";

const complete = {
  DATABASE_URL: "postgresql://outreach@127.0.0.1:5432/console",
  REDIS_URL: "redis://127.0.0.1:6379",
  APP_URL: "http://127.0.0.1:3000",
  AUTH_SECRET: "x".repeat(32),
  ENCRYPTION_KEY: Buffer.alloc(32).toString("base64"),
  INNGEST_EVENT_KEY: "key",
  INNGEST_SIGNING_KEY: `signkey-prod-${"a".repeat(64)}`,
};

describe("parseEnv", () => {
  it("needs no more than the required variables", () => {
    expect(parseEnv(complete)).toMatchObject({ LOG_LEVEL: "info", AGENT_RECONTACT_AGENT: true });
  });

  it("refuses the mode in which anyone could run the functions", () => {
    expect(() => parseEnv({ ...complete, INNGEST_DEV: "1" })).toThrow(
      /INNGEST_DEV is not usable: leave it out: it would let anyone/,
    );
  });

  it("takes an empty variable for one that is left out", () => {
    expect(parseEnv({ ...complete, INNGEST_BASE_URL: "", LOG_LEVEL: "" }).LOG_LEVEL).toBe("info");
    expect(() => parseEnv({ ...complete, APP_URL: "" })).toThrow(/APP_URL is missing/);
  });

  it("refuses a public address with a path, which links could not keep", () => {
    const withPath = { ...complete, APP_URL: "https://acme.example/console" };
    expect(() => parseEnv(withPath)).toThrow(/APP_URL is not usable: .* without a path/);
  });

  it("reads trusted proxies as addresses and ranges", () => {
    const parsed = parseEnv({ ...complete, TRUSTED_PROXIES: "10.0.0.7, 172.30.0.0/24," });
    expect(parsed.TRUSTED_PROXIES).toEqual(["10.0.0.7", "172.30.0.0/24"]);
    expect(() => parseEnv({ ...complete, TRUSTED_PROXIES: "proxy" })).toThrow(/TRUSTED_PROXIES is not usable/);
  });

  it("takes a mail server for alerts together with the address they come from, or neither", () => {
    const server = { ALERT_SMTP_URL: "smtps://ops:pw@mail.company.test", ALERT_FROM: "alerts@company.test" };
    expect(parseEnv({ ...complete, ...server })).toMatchObject(server);
    const { ALERT_FROM, ...half } = server;
    expect(() => parseEnv({ ...complete, ...half })).toThrow(/ALERT_FROM is missing: .*together with ALERT_SMTP_URL/);
    expect(() => parseEnv({ ...complete, ALERT_FROM })).toThrow(/set it together/);
    expect(() => parseEnv({ ...complete, ...server, ALERT_SMTP_URL: "https://x.test" })).toThrow(/ALERT_SMTP_URL/);
  });

  it("names everything that is wrong at once", () => {
    const broken = { ...complete, DATABASE_URL: "mysql://x", ENCRYPTION_KEY: "short" };
    expect(() => parseEnv(broken)).toThrow(/DATABASE_URL[\s\S]*ENCRYPTION_KEY/);
  });
});
