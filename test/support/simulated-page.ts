import { dayInLondon, showInstant } from '#domain/time';
import type { Instant } from '#domain/time';
import { perPersonAndDay } from './simulated-month.js';
import type { AlertLine } from './simulated-lives.js';
import type { SimulatedMonth } from './simulated-month.js';

/** What a simulated month came to, on one page: who was written to how often, and the life of each alert. */
export function renderSimulatedMonth({ sent, lives, withdrawn }: SimulatedMonth, days: number): string {
  return [
    '# A simulated month',
    '',
    'Written by `node scripts/simulate-month.mjs`; do not edit it by hand. Everybody in it is invented.',
    '',
    `The demonstration borough ran for ${days} days, hour by hour: the providers sent what had happened, the council recorded what it had done, the deadlines were swept, messages went out, and people who had been told took the alerts on between eight and six, one to seven hours later. What was held in quiet hours goes out as one message in the morning, and the repeats that one episode completes as one at any hour.`,
    '',
    `Raised: ${lives.length} alerts. Sent: ${sent.length} messages. Withdrawn before they went out, because there was nothing to tell any more: ${withdrawn}.`,
    '',
    '## Messages a person and day',
    '',
    ...table(
      ['who', 'messages', 'days with any', 'most on a day', 'days with more than five'],
      [...perPersonAndDay(sent)].sort(byName).map(([person, perDay]) => {
        const counts = [...perDay.values()];
        const sum = counts.reduce((total, count) => total + count, 0);
        const over = counts.filter((count) => count > 5).length;
        return [nameOf(person), sum, counts.length, Math.max(...counts), over].map(String);
      }),
    ),
    '',
    '## Alerts by step',
    '',
    ...table(['step', 'alerts'], countSteps(lives)),
    '',
    '## The life of each alert',
    '',
    ...table(
      ['episode', 'clock', 'began', 'due', 'step raised', 'told', 'taken on', 'ended'],
      lives.map((line) => [
        ...[line.ref, line.kind, show(line.startedAt), show(line.dueAt), `${line.step} ${show(line.raisedAt)}`],
        ...[line.told, line.acknowledged || 'by nobody', line.endedAt === null ? 'runs' : show(line.endedAt)],
      ]),
    ),
    '',
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}

/** `provider_manager.harbour` as people say it. */
function nameOf(person: string): string {
  const [role = '', where = ''] = person.split('.');
  return `${role.replaceAll('_', ' ')}${where.startsWith('e0') ? '' : `, ${where}`}`;
}

function countSteps(lives: readonly AlertLine[]): readonly (readonly string[])[] {
  const counts = new Map<string, number>();
  for (const { step } of lives) counts.set(step, (counts.get(step) ?? 0) + 1);
  return [...counts].sort(([, left], [, right]) => right - left).map(([step, count]) => [step, String(count)]);
}

function show(at: Instant): string {
  return `${dayInLondon(at).toString().slice(5)} ${showInstant(at).slice(-5)}`;
}
