"use client";
import type { ReactNode } from "react";
import { HealthActions } from "#components/health/health-actions.tsx";
import { speedWord, stateWord, statusWord } from "#components/health/health-words.ts";
import type { ScopeHealth } from "#components/health/scope-health.ts";
import { WordBadge } from "#components/health/word-badge.tsx";
import { Breakable } from "#components/ui/breakable.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";

type PlaceHeaderProps = {
  place: "domains" | "mailboxes";
  id: string;
  name: string;
  description: ReactNode;
  health: ScopeHealth | undefined;
  isPaused: boolean;
  isArchived: boolean;
  freshness: ReactNode;
  /** what else can be done with it */
  children: ReactNode;
};

/** A place by name, with its state, score and speed by all that holds it in words, and what a person can do. */
export function PlaceHeader({ place, id, name, description, health, ...more }: PlaceHeaderProps) {
  const speed = health ? speedWord(health) : null;
  return (
    <PageHeader
      title={<Breakable text={name} />}
      description={description}
      actions={
        <>
          {health ? (
            <>
              <WordBadge word={stateWord(health.state, health.state_release)} />
              <WordBadge word={statusWord(health.status)} />
              {speed ? <WordBadge word={speed} /> : null}
            </>
          ) : null}
          {more.freshness}
          {more.isArchived ? null : <HealthActions place={place} id={id} name={name} isPaused={more.isPaused} />}
          {more.children}
        </>
      }
    />
  );
}
