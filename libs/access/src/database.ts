/** What SQL is asked through: the pool of the service. */
export interface Database {
  query<Rows>(sql: string, parameters: unknown[]): Promise<Rows>;
}
