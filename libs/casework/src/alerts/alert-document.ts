import { nextRungOf, rungs } from '#domain/alerts';
import type { Rung, RungName } from '#domain/alerts';
import type { ListedAlert } from './listed-alerts.js';

/** An alert as programs read it. */
export function alertDocument(alert: ListedAlert) {
  const { state } = alert;
  const next = nextRungOf(state);
  const acknowledgement = 'acknowledgement' in state ? state.acknowledgement : null;
  const rungName = (rung: Rung): RungName => rungs[rung].name;
  return {
    ...{ id: alert.id, state: state.kind, step: alert.step, kind: alert.kind },
    ...{ ref: alert.ref, provider: alert.providerCode, child: alert.child },
    ...{ dueAt: alert.dueAt.toString(), raisedAt: alert.raisedAt.toString(), isLate: alert.isLate },
    ...{ rung: rungName(state.rung), reachedAt: state.reachedAt.toString() },
    ...{ nextRung: next && rungName(next.rung), climbsAt: next && next.at.toString() },
    acknowledgedAt: acknowledgement && acknowledgement.at.toString(),
    promisedBy: acknowledgement?.promisedBy?.toString() ?? null,
    isMine: alert.isMine,
  };
}
export type AlertDocument = ReturnType<typeof alertDocument>;
