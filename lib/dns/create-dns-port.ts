import { Resolver } from "node:dns/promises";
import { lookUpUncached, type MailResolver } from "./look-up-mail-domain.ts";
import { lookUpTextUncached, type TextResolver } from "./look-up-text.ts";
import { isStandInName, lookUpStandIn, lookUpStandInText } from "./stand-in.ts";
import type { DnsPort, MailDomainAnswer, TextAnswer } from "./types.ts";

const cacheMs = 10 * 60_000;
/** A resolver at fault is asked again sooner: nothing is known until it works. */
const faultyResolverMs = 60_000;
/** Whoever has just added a record wants to see it. */
const textCacheMs = 30_000;
const maxCached = 50_000;
const queryTimeoutMs = 2_000;
/** Domains that certainly take mail and have TXT records. When neither resolves, the resolver is at fault, not the domains it denies (SPEC §7). */
const knownMailDomains = ["gmail.com", "outlook.com"];

const denied = {
  value: { kind: "unknown" as const, detail: "the resolver denies every domain" },
  keepMs: faultyResolverMs,
};

type Options = { resolver?: MailResolver & TextResolver; now?: () => number };

/** The DNS port on node:dns: time-outs, a cache of 10 minutes, and a self-test before any domain is said not to exist. */
export function createDnsPort(options: Options = {}): DnsPort {
  const resolver = options.resolver ?? new Resolver({ timeout: queryTimeoutMs, tries: 2 });
  const now = options.now ?? Date.now;
  const answers = createCache<MailDomainAnswer>(now);
  const texts = createCache<TextAnswer>(now);
  const selfTests = createCache<boolean>(now);

  const isResolverSound = () =>
    selfTests.get("self-test", async () => {
      const known = await Promise.all(knownMailDomains.map((domain) => lookUpUncached(resolver, domain)));
      const isSound = known.some((answer) => answer.kind === "accepts");
      return { value: isSound, keepMs: isSound ? cacheMs : faultyResolverMs };
    });

  // A resolver may answer for MX and drop TXT: it is tested with what it was asked for.
  const givesTexts = () =>
    selfTests.get("texts", async () => {
      const known = await Promise.all(knownMailDomains.map((domain) => lookUpTextUncached(resolver, domain)));
      const isSound = known.some((answer) => answer.kind === "found");
      return { value: isSound, keepMs: isSound ? cacheMs : faultyResolverMs };
    });

  return {
    lookUpMailDomain: async (domain, { isLocal = false } = {}) => {
      if (isLocal || isStandInName(domain)) return lookUpStandIn(domain);
      return answers.get(domain, async () => {
        const answer = await lookUpUncached(resolver, domain);
        if (answer.kind !== "refuses" || (await isResolverSound())) return { value: answer, keepMs: cacheMs };
        return denied;
      });
    },
    lookUpText: async (name, { isLocal = false } = {}) => {
      if (isLocal || isStandInName(name)) return lookUpStandInText(name);
      return texts.get(name, async () => {
        const answer = await lookUpTextUncached(resolver, name);
        if (answer.kind !== "none" || (await givesTexts())) return { value: answer, keepMs: textCacheMs };
        return denied;
      });
    },
  };
}

/** Remembers answers for a while and asks once for simultaneous questions. */
function createCache<Value>(now: () => number) {
  const entries = new Map<string, { until: number; value: Promise<Value> }>();
  return {
    get(key: string, ask: () => Promise<{ value: Value; keepMs: number }>): Promise<Value> {
      const known = entries.get(key);
      if (known && known.until > now()) return known.value;
      const asked = ask();
      const entry = { until: now() + cacheMs, value: asked.then(({ value }) => value) };
      const keep = ({ keepMs }: { keepMs: number }) => {
        entry.until = now() + keepMs;
      };
      // Whoever asked hears of a failure through the value.
      asked.then(keep, () => {});
      entries.delete(key);
      entries.set(key, entry);
      const oldest = entries.keys().next().value;
      if (entries.size > maxCached && oldest !== undefined) entries.delete(oldest);
      return entry.value;
    },
  };
}
