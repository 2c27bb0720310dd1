// What guards the rows in the database, taken away one at a time: found in the catalogue of a migrated database.
import pg from 'pg';

const POLICY_SPECS = [
  'test/integration/row-level-security.int-spec.ts',
  'test/integration/row-level-security-writes.int-spec.ts',
  'test/integration/row-level-security-fields.int-spec.ts',
];
const SHAPE_SPEC = 'test/schema/tenancy.schema-spec.ts';
const BEGINNING_SPECS = [
  'test/integration/membership-guard.int-spec.ts',
  'test/integration/session-beginnings.int-spec.ts',
];
/** Functions that put a membership in force or let a session begin. */
const BEGINNINGS = /^(carry_membership|accept_invented_membership|begin_(session|set_up_step|\w+_session|\w+_step))\(/;
const FUNCTION_SPECS = [
  'test/integration/in-force.int-spec.ts',
  'test/integration/invitation-in-force.int-spec.ts',
  'test/integration/row-level-security-functions.int-spec.ts',
  'test/integration/people.int-spec.ts',
  'test/integration/keys.int-spec.ts',
  'test/e2e/accept-invitation.e2e-spec.ts',
  'test/e2e/local-sign-in.e2e-spec.ts',
];

export async function databaseMutants(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const policies = await client.query(
      `SELECT tablename AS table, policyname AS policy, roles::text[] AS roles, qual, with_check AS check
       FROM pg_policies WHERE schemaname = 'public' ORDER BY tablename, policyname`,
    );
    const functions = await client.query(
      `SELECT oid::regprocedure::text AS name, prorettype = 'boolean'::regtype AS decides, pg_get_functiondef(oid) AS definition
       FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef ORDER BY 1`,
    );
    const triggers = await client.query(
      `SELECT tgname AS name FROM pg_trigger WHERE tgrelid = 'membership'::regclass AND NOT tgisinternal ORDER BY 1`,
    );
    return [
      ...policies.rows.flatMap(mutantsOfPolicy),
      ...functions.rows.flatMap(mutantsOfFunction),
      ...triggers.rows.map(({ name }) =>
        mutant('trigger dropped', `${name} of membership`, `DROP TRIGGER ${name} ON membership`, BEGINNING_SPECS),
      ),
    ];
  } finally {
    await client.end();
  }
}

function mutantsOfPolicy({ table, policy, roles, qual, check }) {
  // Only rows that the service's login sees or writes show a change by themselves; the rest the schema's tests know.
  const specs = roles.includes('homeward_app') ? [...POLICY_SPECS, SHAPE_SPEC] : [SHAPE_SPEC, ...POLICY_SPECS];
  const on = `${pg.escapeIdentifier(policy)} ON public.${pg.escapeIdentifier(table)}`;
  const isNarrow = (condition) => condition !== null && condition !== 'true';
  return [
    mutant('policy dropped', `${policy} of ${table}`, `DROP POLICY ${on}`, specs),
    ...(isNarrow(qual)
      ? [mutant('policy shows all', `${policy} of ${table}`, `ALTER POLICY ${on} USING (true)`, specs)]
      : []),
    ...(isNarrow(check)
      ? [
          mutant(
            'policy takes all',
            `${policy} of ${table}`,
            `ALTER POLICY ${on} WITH CHECK (true)`,
            takingSpecs(specs),
          ),
        ]
      : []),
  ];
}

/** What may be written shows in the tests of writing first. */
function takingSpecs(specs) {
  const writes = specs.find((spec) => spec.includes('-writes'));
  return [writes, ...specs.filter((spec) => spec !== writes)];
}

/**
 * A function that decides says yes to everything; one that heeds sharing agreements, or lets somebody in, heeds all but one
 * condition.
 */
function mutantsOfFunction({ name, decides, definition }) {
  const body = /BEGIN ATOMIC[\s\S]*END\s*$|AS \$function\$[\s\S]*\$function\$\s*$/;
  const yes = definition.includes('BEGIN ATOMIC')
    ? 'BEGIN ATOMIC SELECT true; END'
    : 'AS $function$ BEGIN RETURN true; END $function$';
  const always = decides ? [mutant('function says yes', name, definition.replace(body, yes), FUNCTION_SPECS)] : [];
  const begins = BEGINNINGS.test(name);
  if (!begins && !definition.includes('sharing_agreement')) return always;
  const kind = begins ? 'beginning not guarded' : 'agreement not heeded';
  const specs = begins ? BEGINNING_SPECS : FUNCTION_SPECS;
  const conditions = [...definition.matchAll(/ AND \(/g)].map(({ index }, at) => {
    const weakened = `${definition.slice(0, index)} AND (true OR ${definition.slice(index + ' AND ('.length)}`;
    const words = definition
      .slice(index + 5, index + 60)
      .replace(/\s+/g, ' ')
      .trim();
    return mutant(kind, `${name}, condition ${at + 1}: ${words}`, weakened, specs);
  });
  return [...always, ...conditions];
}

function mutant(kind, what, sql, specs) {
  return { kind, what, sql, specs };
}
