import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { envNames, parseEnv, requiredEnvNames } from "#lib/env.ts";
import { readCompose, readEnvExample, readFile, type Service } from "./files.ts";

const { services, configs, volumes, networks } = readCompose();
const all = Object.entries(services);
const consoles = all.filter(([, service]) => service.image.startsWith("outreach-console:"));
const serving = consoles.filter(([, service]) => service.command === undefined);
const example = readEnvExample();
const interpolated = [...readFile("compose.yaml").matchAll(/\$\{([A-Z][A-Z0-9_]*)/g)].map(([, name = ""]) => name);
const find = (name: string) => services[name] as Service;

/** What compose makes of a value when every variable without a default is `given`. */
function fill(value: string, given: Record<string, string>): string {
  const inner = value.replace(/\$\{(\w+)\}/g, (_, name: string) => given[name] ?? "");
  return inner.replace(/\$\{(\w+):([-?])([^}]*)\}/g, (_, name: string, kind: string, rest: string) => {
    return given[name] ?? (kind === "-" ? rest : "");
  });
}

describe("every service", () => {
  test.each(all)(
    "%s may write only where it must, has no rights to spare, and its share of the machine",
    (name, it) => {
      expect(it.read_only).toBe(true);
      expect(it.cap_drop).toEqual(["ALL"]);
      expect(it.cap_add ?? []).toEqual(name === "proxy" ? ["NET_BIND_SERVICE"] : []);
      expect(it.security_opt).toEqual(["no-new-privileges:true"]);
      expect(it.init).toBe(true);
      expect(it.tmpfs).toContain("/tmp");
      expect(it.deploy?.resources.limits).toMatchObject({ cpus: expect.any(String), memory: expect.any(String) });
      expect(it.restart).toBe(name === "migrate" ? "no" : "unless-stopped");
    },
  );

  test("that keeps data has a declared volume, and what stands in a file of another's image a user who is not root", () => {
    const used = all.flatMap(([, it]) => (it.volumes ?? []).map((volume) => volume.split(":")[0] ?? ""));
    expect(used.toSorted()).toEqual(Object.keys(volumes).toSorted());
    for (const name of ["postgres", "redis", "inngest"]) expect(find(name).user).toMatch(/^(?!root|0)/);
    const named = all.flatMap(([, it]) => (it.configs ?? []).map(({ source }) => source));
    expect(named.toSorted()).toEqual(Object.keys(configs).toSorted());
  });

  test("is reachable from outside only where that is meant", () => {
    const ports = all.flatMap(([name, it]) => (it.ports ?? []).map((port) => `${name} ${port}`));
    expect(ports).toEqual(["proxy 80:80", "proxy 443:443", "inngest 127.0.0.1:8288:8288"]);
    expect(networks.data?.internal).toBe(true);
    for (const name of ["postgres", "redis"]) expect(find(name).networks).toEqual(["data"]);
  });
});

describe("the console's processes", () => {
  test("are two or more, start after the migrations, and are asked whether they are ready", () => {
    expect(serving.length).toBeGreaterThanOrEqual(2);
    for (const [, it] of serving) {
      expect(it.depends_on?.migrate?.condition).toBe("service_completed_successfully");
      expect(it.healthcheck?.test.join(" ")).toContain(`127.0.0.1:${it.expose?.[0]}/readyz`);
      expect(readFile("Dockerfile")).toContain(`EXPOSE ${it.expose?.[0]}`);
      expect(it.user).toBeUndefined(); // the image's own
    }
  });

  test("are given nothing that the code does not read, and all it cannot do without", () => {
    for (const [, it] of consoles) {
      const given = Object.keys(it.environment ?? {});
      expect(given.filter((name) => !(envNames as string[]).includes(name))).toEqual([]);
      expect(requiredEnvNames.filter((name) => !given.includes(name))).toEqual([]);
    }
  });

  test("accept what compose makes of a filled .env", () => {
    const hex = "ab".repeat(32);
    const given = {
      APP_URL: "https://console.example.com",
      AUTH_SECRET: hex,
      ENCRYPTION_KEY: Buffer.alloc(32).toString("base64"),
      INNGEST_EVENT_KEY: hex,
      INNGEST_SIGNING_KEY_HEX: hex,
      OUTREACH_DB_PASSWORD: hex,
      REDIS_PASSWORD: hex,
    };
    const filled = Object.entries(serving[0]?.[1].environment ?? {}).map(([name, value]) => [name, fill(value, given)]);
    expect(parseEnv(Object.fromEntries(filled))).toMatchObject({
      DATABASE_URL: `postgresql://outreach:${hex}@postgres:5432/outreach`,
      REDIS_URL: `redis://:${hex}@redis:6379/0`,
      INNGEST_SIGNING_KEY: `signkey-prod-${hex}`,
      INNGEST_SERVE_ORIGIN: "http://proxy:8080",
      TRUSTED_PROXIES: ["172.30.17.2"],
    });
  });

  test("are left the time to end their work, and do not ask for more connections than there are", () => {
    const seconds = (name: string) => Number(fill(serving[0]?.[1].environment?.[name] ?? "", {}));
    const needed = seconds("DRAIN_NOTICE_SECONDS") + seconds("DRAIN_TIMEOUT_SECONDS") + 5;
    for (const [, it] of serving)
      expect(Number.parseInt(it.stop_grace_period ?? "0", 10)).toBeGreaterThanOrEqual(needed);
    const allowed = Number(
      find("postgres")
        .command?.find((word) => word.startsWith("max_connections="))
        ?.split("=")[1],
    );
    expect(serving.length * (seconds("DATABASE_POOL_SIZE") + 4)).toBeLessThan(allowed / 2);
  });

  test("stand behind the proxy that they trust, each of them, by the address that says whether it is ready", () => {
    const { content = "" } = configs.caddyfile ?? {};
    const upstreams = /reverse_proxy (.*) \{/.exec(content)?.[1]?.split(" ");
    expect(upstreams).toEqual(serving.map(([name, it]) => `${name}:${it.expose?.[0]}`));
    expect(content).toMatch(/health_uri \/readyz/);
    expect(content).toMatch(/^:8080 \{/m);
    const { edge } = find("proxy").networks as Record<string, { ipv4_address?: string }>;
    expect(fill(serving[0]?.[1].environment?.TRUSTED_PROXIES ?? "", {})).toBe(edge?.ipv4_address);
  });

  test("run scripts of this project", () => {
    for (const [, it] of consoles.filter(([, it]) => it.command !== undefined)) {
      expect(it.command).toEqual(["node", "--disable-warning=ExperimentalWarning", "scripts/db.ts", "migrate"]);
      expect(existsSync("scripts/db.ts")).toBe(true);
      expect(readFile("package.json")).toContain('"db:migrate": "node scripts/bootstrap.mjs db migrate"');
    }
  });
});

describe("Redis", () => {
  test("evicts nothing", () => expect(configs["redis-conf"]?.content).toMatch(/^maxmemory-policy noeviction$/m));
});

describe(".env.example", () => {
  test("explains every variable once", () => {
    const names = example.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(example.filter(({ comment }) => comment.length < 20).map(({ name }) => name)).toEqual([]);
  });

  test("names every variable of the code, but the one that is refused, and every one of compose.yaml", () => {
    const names = example.map(({ name }) => name);
    expect(envNames.filter((name) => name !== "INNGEST_DEV" && !names.includes(name))).toEqual([]);
    expect(interpolated.filter((name) => !names.includes(name))).toEqual([]);
    const known = new Set<string>([...envNames, ...interpolated]);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });

  test("holds no secret, and what must be filled in is empty", () => {
    const filled = example.filter(({ isOptional, value }) => !isOptional && value !== "");
    expect(filled.map(({ name }) => name)).toEqual(["APP_URL"]);
    expect(readFile(".gitignore").split("\n")).toContain(".env");
  });
});
