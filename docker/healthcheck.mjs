// The container is well when its web process answers. A container without one has no port to ask.
const roles = (process.env.HOMEWARD_ROLES ?? 'web,worker').split(',').map((role) => role.trim());
if (!roles.includes('web')) process.exit(0);
try {
  const answer = await fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}/health/live`, {
    signal: AbortSignal.timeout(4000),
  });
  process.exit(answer.ok ? 0 : 1);
} catch {
  process.exit(1);
}
