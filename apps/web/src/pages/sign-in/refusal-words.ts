import { LOCK_MINUTES } from '#access';

/** The same words whatever was wrong, and whether or not there is such a name. */
export const WRONG_PASSWORD = 'The sign-in name or the password is not right.';
export const WRONG_CODE =
  'This code is not right, or it was used already. Wait for the next one, or use a recovery code.';
export const WRONG_SET_UP_CODE =
  'This code is not right. Check that the clock of your phone is right, and use the next one.';
export const LOCKED = `There were too many attempts that were not right. Wait ${LOCK_MINUTES} minutes, then try again.`;
