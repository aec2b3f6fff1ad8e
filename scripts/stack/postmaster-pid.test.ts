import { describe, expect, test } from "vitest";
import { judgePostmaster, parsePostmasterPid } from "./postmaster-pid.ts";

const text = "8744\n/data/postgres\n1795346960\n54330\n\n127.0.0.1\n  7340041         3\nready   \n";

describe("parsePostmasterPid", () => {
  const cases = [
    { name: "a running server", text, expected: { pid: 8744, dataDir: "/data/postgres", port: 54330 } },
    {
      name: "a server that has only begun",
      text: "8744\n/data/postgres\n",
      expected: { pid: 8744, dataDir: "/data/postgres", port: 0 },
    },
    { name: "an empty file", text: "", expected: null },
    { name: "no number", text: "x\n/data", expected: null },
    { name: "the negative pid of a standalone backend", text: "-5\n/data", expected: null },
  ];
  test.each(cases)("$name", ({ text, expected }) => expect(parsePostmasterPid(text)).toEqual(expected));
});

describe("what postmaster.pid means for a start", () => {
  const file = parsePostmasterPid(text);
  const server = {
    pid: 8744,
    zombie: false,
    session: 8744,
    startedAt: "t",
    command: "/bin/postgres -D /data/postgres -p 54330",
  };
  const cases = [
    { name: "no file", exists: false, file: null, owner: null, expected: "none" },
    { name: "a server at work", exists: true, file, owner: server, expected: "take-over" },
    { name: "its process is gone", exists: true, file, owner: null, expected: "remove-stale-file" },
    {
      name: "its process is a zombie",
      exists: true,
      file,
      owner: { ...server, zombie: true },
      expected: "remove-stale-file",
    },
    {
      name: "the pid is someone else's now",
      exists: true,
      file,
      owner: { ...server, command: "vim notes" },
      expected: "remove-stale-file",
    },
    {
      name: "the pid is another folder's server now",
      exists: true,
      file,
      owner: { ...server, command: "/bin/postgres -D /other" },
      expected: "remove-stale-file",
    },
    { name: "the file cannot be read", exists: true, file: null, owner: null, expected: "remove-stale-file" },
  ];
  test.each(cases)("$name → $expected", ({ exists, file, owner, expected }) =>
    expect(judgePostmaster(exists, file, owner)).toBe(expected),
  );
});
