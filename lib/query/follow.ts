/** How often what could not be read yet is asked for again, milliseconds. */
const UNREAD_POLL_MS = 15_000;

/**
 * The `refetchInterval` of something that comes to its end, such as a run or an import.
 * @param isUnderWay whether what is shown still changes
 * @param pollMs how often it is asked for while it does, milliseconds
 */
export function follow<T>(isUnderWay: (data: T) => boolean, pollMs: number) {
  return ({ state: { data } }: { state: { data?: T | undefined } }): number | false => {
    if (data === undefined) return UNREAD_POLL_MS;
    return isUnderWay(data) ? pollMs : false;
  };
}
