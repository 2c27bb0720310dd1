import { noticeViews } from '#access';
import { dayInLondon } from '#domain/time';
import { databaseNow, listAuthorities } from '#persistence';
import { newId } from '#platform';
import type { Service } from '#service';

/** How many whole days are looked at again, so that none is missed after the worker was away. */
const DAYS_BACK = 7;

/** Tells lead workers who looked on the days that are over. Safe to repeat: a day that was told is not told again. */
export async function tellLeadWorkers(service: Service, onError: (error: unknown) => void): Promise<number> {
  const today = dayInLondon(await databaseNow(service.database));
  let notices = 0;
  for (const authority of await listAuthorities((sql) => service.database.query(sql))) {
    for (let days = DAYS_BACK; days >= 1; days -= 1) {
      const told = noticeViews(service.database, authority, today.subtract({ days }), newId);
      await told.then((count) => (notices += count)).catch(onError);
    }
  }
  return notices;
}
