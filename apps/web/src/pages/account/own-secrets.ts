/** What somebody may change about how they sign in. */
export type OwnSecret = 'password' | 'recovery-codes' | 'second-factor';

/** The same words whichever of the two was wrong. */
export const WRONG_BOTH =
  'The password or the code is not right, or the code was used already. Wait for the next code, or use a recovery code.';

/** What each page says before it asks for both factors. */
export const ownSecrets: Readonly<
  Record<
    OwnSecret,
    { readonly heading: string; readonly lead: string; readonly button: string; readonly isPassword: boolean }
  >
> = {
  password: {
    heading: 'Change your password',
    lead: 'All your other sessions end when you change it.',
    button: 'Change the password',
    isPassword: true,
  },
  'recovery-codes': {
    heading: 'Make new recovery codes',
    lead: 'You get ten new codes. The old ones open nothing any more.',
    button: 'Make new codes',
    isPassword: false,
  },
  'second-factor': {
    heading: 'Set up a new second factor',
    lead: 'Do this when you change your phone. The old one works until the new one is set up; then all your sessions end and a new one begins, and you get new recovery codes.',
    button: 'Go on',
    isPassword: false,
  },
};
