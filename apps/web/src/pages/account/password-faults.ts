import { LONGEST_PASSWORD, SHORTEST_PASSWORD, checkNewPassword } from '#access';
import type { PasswordFault } from '#access';
import type { FormFault } from '../../http/form-fault.js';

const words: Readonly<Record<PasswordFault, string>> = {
  'too-short': `Choose a password of at least ${SHORTEST_PASSWORD} characters. Three or four words that do not belong together are good.`,
  'too-long': `Choose a password of at most ${LONGEST_PASSWORD} characters.`,
  common: 'Choose another password: this one is among the first that are guessed.',
  'is-name': 'Choose a password that is not your sign-in name.',
};

/** What is wrong with a new password that was typed twice, in plain words. */
export function faultsOfPassword(
  typed: { readonly password: string; readonly passwordAgain: string },
  signInName: string,
): readonly FormFault<'password' | 'password-again'>[] {
  const fault = checkNewPassword(typed.password, signInName);
  if (fault !== null) return [{ field: 'password', text: words[fault] }];
  if (typed.password !== typed.passwordAgain)
    return [{ field: 'password-again', text: 'The two passwords are not the same. Type them again.' }];
  return [];
}
