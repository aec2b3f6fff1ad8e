"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import clsx from "clsx";
import Link from "next/link";
import { useEffect } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Degradation } from "#lib/command-center/contract-attention.ts";
import { attentionQuery } from "#lib/command-center/queries.ts";
import { readinessQuery } from "#lib/query/readiness.ts";
import { watchRecovery } from "./watch-recovery.ts";

const EDGE = "rounded-none px-4 lg:px-6";
const ACTION = "inline-flex min-h-6 shrink-0 items-center rounded font-medium underline";

/** What holds on every page: a part that is down, what is paused and why, and that no real mail leaves. */
export function SystemBanners() {
  const { data } = useQuery(attentionQuery);
  const { data: readiness } = useQuery(readinessQuery);
  const client = useQueryClient();
  useEffect(() => watchRecovery(client), [client]);
  return (
    <section aria-label="State of the system" className="flex flex-col">
      {readiness?.parts.map(({ name, detail }) => (
        <Banner key={name} tone="bad" role="alert" className={EDGE}>
          {detail}
        </Banner>
      ))}
      {data?.degradations.map((degradation) => (
        <DegradationBanner key={`${degradation.code}-${degradation.title}`} {...degradation} />
      ))}
      {data?.engine.is_simulated ? (
        <Banner tone="info" className={EDGE}>
          Simulator: no real email is sent.
        </Banner>
      ) : null}
    </section>
  );
}

/** Two lines at most: what is paused, since when and, where there is room, why; the whole of it opens beside it. */
function DegradationBanner({ severity, title, detail, since, href }: Degradation) {
  return (
    <Banner
      tone={severity === "critical" ? "bad" : "warn"}
      role={severity === "critical" ? "alert" : "status"}
      isBrief
      className={EDGE}
      actions={
        <>
          <Popover title={title} content={<Whole detail={detail} href={href} />} align="end" className={ACTION}>
            Why<span className="sr-only">: {title}</span>
          </Popover>
          <Link href={href} prefetch={false} className={clsx(ACTION, "max-sm:hidden")}>
            View<span className="sr-only">: {title}</span>
          </Link>
        </>
      }
    >
      <strong className="font-semibold">{title}</strong>
      {since ? (
        <span>
          {" "}
          (<Time value={since} compact />)
        </span>
      ) : null}
      <span className="max-sm:hidden">. {detail}</span>
    </Banner>
  );
}

function Whole({ detail, href }: Pick<Degradation, "detail" | "href">) {
  return (
    <>
      <p>{detail}</p>
      <Link href={href} prefetch={false} className={clsx(ACTION, "mt-2")}>
        View
      </Link>
    </>
  );
}
