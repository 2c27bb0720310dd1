interface Database {
  query<Row>(sql: string): Promise<Row>;
}

/** The login of the service would make row-level security worthless. */
export class UnsafeLoginError extends Error {
  override readonly name = 'UnsafeLoginError';
}

/**
 * Refuses a login that is superuser, owns a table, can bypass row-level security, or has the reader's rights without
 * asking for them: the reader counts every child of its authority.
 */
export async function assertSafeLogin(database: Database): Promise<void> {
  const [login] = await database.query<
    { name: string; is_super: boolean; bypasses: boolean; owns: boolean; is_app: boolean; reads: boolean }[]
  >(
    `SELECT current_user AS name, rolsuper AS is_super, rolbypassrls AS bypasses,
       EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname = 'public' AND pg_has_role(current_user, c.relowner, 'MEMBER')) AS owns,
       EXISTS (SELECT FROM pg_roles a WHERE a.rolname = 'homeward_app' AND pg_has_role(current_user, a.oid, 'MEMBER')) AS is_app,
       EXISTS (SELECT FROM pg_roles a WHERE a.rolname = 'homeward_reader' AND pg_has_role(current_user, a.oid, 'USAGE')) AS reads
     FROM pg_roles WHERE rolname = current_user`,
  );
  if (!login) throw new UnsafeLoginError('DATABASE_URL: the login is not known to the database.');
  const fault =
    (login.is_super && 'is a superuser') ||
    (login.bypasses && 'can bypass row-level security') ||
    (login.owns && 'owns tables of the service, or belongs to a role that does') ||
    (login.reads && 'inherits the rights of homeward_reader') ||
    (!login.is_app && 'is not a member of the role homeward_app');
  if (fault)
    throw new UnsafeLoginError(
      `DATABASE_URL: the login ${login.name} ${fault}; use the login homeward_app (see docker/postgres-roles.sql).`,
    );
}
