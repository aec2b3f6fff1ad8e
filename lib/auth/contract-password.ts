import { refusePassword } from "./policy/password-strength.ts";
import { passwordLength } from "./thresholds.ts";

/** The rule for new passwords, as a person reads it before choosing one. */
export const passwordRule = `At least ${passwordLength.shortest} characters, and not easy to guess: a few unrelated words are best. Common passwords, keyboard rows, years, your name, address and organization do not count.`;

/**
 * What is wrong with a new password, as a sentence, by the rule that the API applies; null when nothing is.
 * @param ownWords address, name and organization of whose password it is
 */
export function newPasswordProblem(password: string, ownWords: string[]): string | null {
  const refusal = refusePassword(password, ownWords);
  return refusal === null ? null : `The new password ${refusal}.`;
}
