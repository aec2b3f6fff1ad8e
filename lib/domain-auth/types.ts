import type { TextAnswer } from "#lib/dns/types.ts";
import type { FindingCode } from "./policy/finding-words.ts";

type Mechanism = "spf" | "dkim" | "dmarc";

/** What DNS said at a name. */
export type Asked = { name: string; answer: TextAnswer };

/** What the records of a sending domain say. `dmarc` is asked from the domain upwards until a record is found (as RFC 7489 §6.6.3 does with the organisational domain). */
export type AuthRecords = { spf: Asked; dkim: readonly Asked[]; dmarc: readonly Asked[] };

/** One mechanism judged: `name` is where the record stands or should; `record` as found, null when there is none. */
export type Finding = {
  mechanism: Mechanism;
  status: "passed" | "failed" | "unknown";
  code: FindingCode;
  name: string;
  record: string | null;
};
