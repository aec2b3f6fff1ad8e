/** For `regex` of a field that may stand in a header, a list or an export: no line ends, no control characters. */
export const oneLine = [/^\P{Cc}*$/u, "must be one line of plain text"] as const;
