"use client";
import { Time } from "#components/ui/time.tsx";
import { useNow } from "#components/ui/use-now.ts";

const STEP_MS = 10_000;

type NextTimeProps = {
  /** ISO instant */
  value: string | null;
  /** IANA zone to show it in; the reader's own when left out */
  zone?: string;
  none?: string;
};

/** When the next email goes. A moment that is past says only since when it has been due. */
export function NextTime(props: NextTimeProps) {
  const now = useNow(STEP_MS);
  if (props.value && Date.parse(props.value) <= now) return <span>due now</span>;
  return <Time {...props} />;
}
