import type { ChildKeeping, KeepingOverview, NamedHold, NamedKeeping } from '#casework';
import { careStatusLabels } from '#domain/children';
import { showDay, showInstant } from '#domain/time';
import { becauseWords, keepingWords, ruleWords } from './keeping-words.js';

/** The records whose time is over, the holds, the rules and what was deleted, in words. */
export function presentOverview(overview: KeepingOverview, council: string) {
  const { due, stopped, counts, restricted, rules, deletions } = overview;
  const { holds } = overview;
  return {
    council,
    asAt: showDay(overview.today),
    counts: [
      { count: counts.due, label: 'due for deletion', href: '#due' },
      { count: counts.stopped, label: 'over, but kept', href: '#stopped' },
      { count: counts.holds, label: 'legal holds in force', href: '#holds' },
    ],
    isAllHeld: holds.some(({ childId }) => childId === null),
    due: due.map(rowOf),
    moreDue: counts.due - due.length,
    stopped: stopped.map(rowOf),
    moreStopped: counts.stopped - stopped.length,
    restricted,
    holds: holds.map(presentHold),
    moreHolds: counts.holds - holds.length,
    rules: rules.map((rule) => ({
      label: careStatusLabels[rule.careStatus],
      value: ruleWords(rule),
      more: rule.source,
    })),
    deletions: deletions.map(({ executedAt, dueOn, reason }) => ({
      label: showInstant(executedAt),
      value: reason,
      more: `Due since ${showDay(dueOn)}`,
    })),
  };
}

function rowOf({ childId, name, keeping }: NamedKeeping) {
  return {
    name,
    href: `/retention/children/${childId}`,
    state: keepingWords(keeping),
    because: keeping.kind === 'kept' ? '' : becauseWords(keeping.because),
  };
}

function presentHold({ id, childId, name, reason, validFrom }: NamedHold) {
  return {
    on: childId === null ? 'Everything of the council' : (name ?? 'A restricted record'),
    from: showDay(validFrom),
    reason,
    href: `/retention/holds/${id}/lift`,
  };
}

/** How long one child's records are kept, and what can be done. */
export function presentChildKeeping(child: ChildKeeping, council: string) {
  const { childId, name, facts, keeping } = child;
  const day = (value: typeof facts.diedOn, none: string) => (value === null ? none : showDay(value));
  return {
    council,
    name,
    state: keepingWords(keeping),
    isDue: keeping.kind === 'due',
    facts: [
      { label: 'By the rule', value: becauseWords(keeping.because) },
      { label: 'Source of the rule', value: keeping.because?.source ?? 'none' },
      { label: 'Date of birth', value: showDay(facts.dateOfBirth) },
      { label: 'Date of death', value: day(facts.diedOn, 'not recorded') },
      { label: 'Seen as', value: facts.careStatuses.map((status) => careStatusLabels[status]).join('; ') },
      { label: 'Last episode began', value: day(facts.lastEpisodeOn, 'none') },
      { label: 'Last episode ended', value: facts.isMissing ? 'still missing' : day(facts.closedOn, 'none') },
    ],
    holds: child.holds.map((hold) => ({
      ...presentHold({ ...hold, name }),
      isInForce: hold.lifted === null,
      lifted: hold.lifted === null ? '' : `Lifted on ${showInstant(hold.lifted.at)}: ${hold.lifted.reason}`,
    })),
    address: `/retention/children/${childId}`,
    packAddress: `/children/${childId}/subject-access`,
  };
}
