// What is said of the guards that were taken away, so that whoever does not program can read it.

const kinds = {
  'policy dropped': 'Database: a rule on who sees or writes rows, dropped',
  'policy shows all': 'Database: a rule on who sees rows, letting everybody see',
  'policy takes all': 'Database: a rule on who writes rows, letting everybody write',
  'function says yes': 'Database: a question about access, answered with yes',
  'agreement not heeded': 'Database: a condition of a sharing agreement, not heeded',
  'beginning not guarded': 'Database: a condition of a session or a membership in force, left out',
  'trigger dropped': 'Database: a rule on how a membership may change, dropped',
  'clause of the rule': 'Who may see a child: one clause, left out',
  'fact not in force': 'Who may see a child: what is over or not begun, counted',
  'permission widened': 'Permissions: an action, given to one more role',
  'route opened': 'Pages and interface: an address, opened to everybody',
  'filter removed': 'Lists: the filter by children who may be seen, left out',
  'hook removed': 'Every request: a protection on its way, left out',
  'guard removed': 'Every request: the question whether it is permitted, left out',
};

const outcomes = {
  survived: 'NOT NOTICED by any test: a guard could be lost without anybody knowing. A test is missing.',
  unanswered:
    'NO ANSWER: the tests did not come to their end within ten minutes. Run it again on a machine that is less busy.',
  unmade: 'NOT TRIED: the guard could not be taken away in a way that runs. The way to take it away has to be mended.',
};

export function sayProgress({ kind, what, outcome, by }, done, of) {
  const number = String(done).padStart(String(of).length);
  console.log(
    `${number}/${of} ${kind}: ${what} → ${outcome === 'noticed' ? by : `${outcome.toUpperCase()} ${by}`.trim()}`,
  );
}

/** A table by kind, then each guard that is not proved, then the whole in one sentence. */
export function sayResult(tried, seconds) {
  const rows = Object.entries(kinds).flatMap(([kind, words]) => {
    const those = tried.filter((each) => each.kind === kind);
    return those.length === 0 ? [] : [[words, those.length, noticedOf(those)]];
  });
  console.log(`\n${'What was taken away, one at a time'.padEnd(62)}  tried  noticed by a test`);
  for (const [words, count, noticed] of rows)
    console.log(`${words.padEnd(62)}  ${String(count).padStart(5)}  ${String(noticed).padStart(7)}`);
  for (const [outcome, words] of Object.entries(outcomes)) {
    const those = tried.filter((each) => each.outcome === outcome);
    if (those.length > 0) console.log(`\n${words}`);
    for (const { kind, what, by } of those) console.log(`  ${kind}: ${what}${by && ` (${by})`}`);
  }
  const open = tried.length - noticedOf(tried);
  const verdict = open === 0 ? 'Every one was noticed.' : `${open} of them ${open === 1 ? 'is' : 'are'} not proved.`;
  console.log(`\n${tried.length} guards were taken away in ${minutes(seconds)}. ${verdict}`);
}

function noticedOf(mutants) {
  return mutants.filter(({ outcome }) => outcome === 'noticed').length;
}

function minutes(seconds) {
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
}
