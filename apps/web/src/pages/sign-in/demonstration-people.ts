import { isDemonstration } from '#persistence';
import type { Service } from '#service';

/** An invented person whom anybody may sign in as, while the deployment is a demonstration. */
interface DemonstrationPerson {
  readonly id: string;
  readonly name: string;
}

/** Who may be signed in as without a password: nobody, unless this is a demonstration. */
export async function listDemonstrationPeople({ database }: Service): Promise<readonly DemonstrationPerson[]> {
  if (!(await isDemonstration((sql) => database.query(sql)))) return [];
  return database.query<DemonstrationPerson[]>(
    'SELECT id, display_name AS name FROM person WHERE is_demonstration ORDER BY display_name, id',
  );
}

/**
 * The people of a demonstration by organisation, which stands behind the comma in their names: councils first, which have
 * the most.
 */
export function groupByOrganisation(people: readonly DemonstrationPerson[]) {
  const organisationOf = ({ name }: DemonstrationPerson) => name.split(', ').at(-1) ?? '';
  const organisations = [...new Set(people.map(organisationOf))].sort();
  return organisations
    .map((organisation) => ({
      organisation,
      people: people.filter((person) => organisationOf(person) === organisation),
    }))
    .sort((left, right) => right.people.length - left.people.length);
}
