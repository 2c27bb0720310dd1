/**
 * What the person of alias `person` is called in an authority: the name by which somebody there invited them, which may be
 * another than the one they have elsewhere.
 */
export function nameInAuthority(person: string, authority: string): string {
  return `coalesce((
    SELECT n.known_as FROM membership n
    WHERE n.authority = ${authority} AND n.person_id = ${person}.id AND n.known_as IS NOT NULL
    ORDER BY n.valid_from DESC, n.id LIMIT 1), ${person}.display_name)`;
}
