import { appendAudit } from '#access';
import { checkClockSetting, checkHoursOfWork } from '#domain/deadlines';
import type { ClockSetting, ClockSettingFault, HoursOfWorkFault, HoursOfWorkFrom } from '#domain/deadlines';
import { dayInLondon } from '#domain/time';
import { loadClockTerms, saveClockSetting, saveHoursOfWork } from '#persistence';
import type { Transaction } from '#persistence';
import { newId } from '#platform';

/** Sets a clock of an authority or of one contract otherwise, for what starts from a day on. Gives what is wrong with that; null once it is set. */
export async function setClock(tx: Transaction, wanted: ClockSetting): Promise<ClockSettingFault | null> {
  const { settings } = await loadClockTerms(tx, []);
  const last = settings.find(({ kind, contractId }) => kind === wanted.kind && contractId === wanted.contractId);
  const fault = checkClockSetting(wanted, last ?? null, dayInLondon(tx.now));
  if (fault !== null) return fault;
  const id = newId();
  await saveClockSetting(tx, id, wanted);
  await keepOnRecord(tx, id, `clock ${wanted.kind} from ${wanted.validFrom.toString()}`);
  return null;
}

/** Sets when an authority is at work, for clocks that start from a day on. Gives what is wrong with that; null once it is set. */
export async function setHoursOfWork(tx: Transaction, wanted: HoursOfWorkFrom): Promise<HoursOfWorkFault | null> {
  const { hoursOfWork } = await loadClockTerms(tx, []);
  const fault = checkHoursOfWork(wanted, hoursOfWork[0] ?? null, dayInLondon(tx.now));
  if (fault !== null) return fault;
  await saveHoursOfWork(tx, wanted);
  await keepOnRecord(tx, undefined, `hours of work from ${wanted.validFrom.toString()}`);
  return null;
}

function keepOnRecord(tx: Transaction, id: string | undefined, reason: string): Promise<unknown> {
  const item = id === undefined ? {} : { itemId: id };
  return appendAudit(tx, { action: 'CommissioningChange', ...item, itemCount: 1, childIds: [], reason }, newId);
}
