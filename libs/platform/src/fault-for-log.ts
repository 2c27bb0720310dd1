/** What a log may say of an error: its name and code. Its message may quote what somebody sent, so it stays out. */
export function faultForLog(error: unknown): { readonly fault: string; readonly code?: string } {
  const fault = error instanceof Error ? error.name : 'unknown';
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? { fault, code } : { fault };
}
