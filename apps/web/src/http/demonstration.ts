interface Database {
  query<Row>(sql: string): Promise<Row>;
}

/** Whether this deployment shows invented people: then every page says so, and sign-in needs no password. */
export async function isDemonstration(database: Database): Promise<boolean> {
  const rows = await database.query<unknown[]>('SELECT FROM demonstration');
  return rows.length > 0;
}
