"use client";
import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { controlClass } from "./control-class.ts";
import { createEchoes } from "./echoes.ts";

type SearchInputProps = {
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  /** for how long typing must rest, in ms; short where nothing is asked of the server */
  quietMs?: number;
};

const QUIET_MS = 200;

/** Search field that reports when typing rests, and follows `value` when it changes from outside (Back, links). */
export function SearchInput({ label, value, onValueChange, quietMs = QUIET_MS }: SearchInputProps) {
  const [text, setText] = useState(value);
  const reported = useRef(value);
  const [echoes] = useState(createEchoes);

  useEffect(() => {
    if (echoes.isOwn(value) || value === reported.current) return;
    reported.current = value;
    setText(value);
  }, [value, echoes]);

  useEffect(() => {
    if (text === reported.current) return;
    const timer = setTimeout(() => {
      reported.current = text;
      echoes.report(text);
      onValueChange(text);
    }, quietMs);
    return () => clearTimeout(timer);
  }, [text, onValueChange, quietMs, echoes]);

  return (
    <span className="relative block w-full sm:w-64">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-muted"
      />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className={controlClass("pl-8")}
      />
    </span>
  );
}
