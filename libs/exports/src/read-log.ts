import { instantOf, showInstant } from '#domain/time';
import type { Transaction } from '#persistence';
import { showCode, showValue } from './pack-words.js';
import type { PackNames } from './pack-words.js';
import type { PackEntry, PackSection } from './subject-access-pack.js';

interface LogRow {
  occurred_at: Date;
  actor: string;
  role: string | null;
  provider_id: string | null;
  action: string;
  reason: string | null;
  outcome: string;
}

/** Who looked at the child's record or changed it: in what role and for which organisation. */
export async function readLog(tx: Transaction, childIds: readonly string[], names: PackNames): Promise<PackSection> {
  const rows = await tx.query<LogRow>(
    `SELECT DISTINCT e.id, e.occurred_at, e.actor, e.role, e.provider_id, e.action, e.reason, e.outcome
     FROM audit_subject s JOIN audit_event e ON e.authority = s.authority AND e.id = s.event_id
     WHERE s.authority = $1 AND s.child_id = ANY ($2::uuid[]) ORDER BY e.occurred_at, e.id`,
    [tx.context.authority, childIds],
  );
  const council = names.lists.authorityName(tx.context.authority);
  return {
    id: 'log',
    title: 'Who did what',
    lead: 'Each time that somebody looked at the record or changed it, by role and organisation.',
    records: rows.map((row) => ({
      title: showInstant(instantOf(row.occurred_at)),
      entries: [
        plain('What', showAction(row.action)),
        plain('Who', whoActed(row)),
        plain('For', row.provider_id === null ? council : showValue(row.provider_id, 'provider', names)),
        ...(row.outcome === 'refused' ? [plain('Outcome', 'Refused')] : []),
        ...(row.reason === null ? [] : [{ label: 'Reason', value: row.reason, thirdParty: true }]),
      ],
    })),
  };
}

function plain(label: string, value: string): PackEntry {
  return { label, value, thirdParty: false };
}

/** `WorklistRead` is "Worklist read". */
function showAction(action: string): string {
  return showCode(action.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toLowerCase());
}

/** The role, or what acted without one. */
function whoActed({ role, actor }: LogRow): string {
  if (role !== null) return role === 'machine' ? 'A provider’s system' : showCode(role);
  if (actor.startsWith('cli:')) return 'Whoever runs the service, by command';
  return actor.startsWith('key:') ? 'A provider’s system' : 'The service itself';
}
