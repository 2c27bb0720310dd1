import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isAfter, isBefore, parseInstant, plusHours } from '../time/index.js';
import type { Instant } from '../time/index.js';
import {
  acknowledge,
  alertState,
  climb,
  climbsAt,
  defaultLadder,
  endAlert,
  handOver,
  raiseAlert,
  recipientsOn,
  resumeAlert,
} from './index.js';
import type { Acknowledgement, AlertKind, AlertRows, EndReason, LadderSettings, Reachable, Rung } from './index.js';

/** How many commands are tried altogether; `npm run check:long` asks for a million. */
const COMMANDS = Number(process.env['HOMEWARD_LAW_COMMANDS'] ?? 20_000);
const COMMANDS_OF_A_RUN = 50;

const start = parseInstant('2025-10-24T08:00:00Z');
const steps = ['warning_48', 'warning_60', 'missed_72'] as const;
const people = ['manager', 'commissioner', 'head'] as const;
const settings: LadderSettings = { ...defaultLadder, headOfServiceId: 'head' };
const everybody: Reachable = {
  standings: [
    { personId: 'worker', role: 'provider_worker' },
    { personId: 'manager', role: 'provider_manager' },
    { personId: 'commissioner', role: 'commissioner' },
    { personId: 'head', role: 'commissioner' },
  ],
  covers: [],
  headOfServiceId: 'head',
};
/** Who may see the child changes: everybody, nobody of the provider, nobody at all. */
const views: readonly Reachable[] = [
  everybody,
  { ...everybody, standings: everybody.standings.slice(2) },
  { ...everybody, standings: [] },
];

type Person = (typeof people)[number];

/** What the three actors do: the service raises, sweeps and hears of facts; two kinds of people answer. */
type Command =
  | { readonly kind: 'wait'; readonly hours: number }
  | { readonly kind: 'raise' }
  | { readonly kind: 'sweep' }
  | { readonly kind: 'settle' | 'supersede' | 'resume' }
  | { readonly kind: 'see'; readonly view: number }
  | { readonly kind: 'acknowledge'; readonly by: Person; readonly alert: number; readonly promiseIn: number | null }
  | { readonly kind: 'hand-over'; readonly by: Person; readonly to: Person; readonly alert: number };

const person = fc.constantFrom(...people);
const alert = fc.integer({ min: 0, max: 2 });
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 0, max: 30 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('raise' as const) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('sweep' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('settle' as const, 'supersede' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('resume' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('see' as const), view: fc.integer({ min: 0, max: 2 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ kind: fc.constant('acknowledge' as const), by: person, alert },
      promiseIn: fc.option(fc.integer({ min: -1, max: 40 })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('hand-over' as const), by: person, to: person, alert }) },
);

/** The rows of one alert, as the tables keep them. */
interface Kept {
  readonly step: string;
  rung: Rung;
  reachedAt: Instant;
  climbsAt: Instant | null;
  readonly acknowledgements: Acknowledgement[];
  askedId: string | null;
  readonly messages: string[];
}

/** One deadline with what it raised, and the clock. */
interface World {
  now: Instant;
  view: Reachable;
  ended: 'settled' | 'superseded' | null;
  readonly alerts: Kept[];
}

const emptyWorld = (): World => ({ now: start, view: everybody, ended: null, alerts: [] });

function rowsOf(world: World, kept: Kept): AlertRows {
  const isLast = world.alerts.at(-1) === kept;
  const ended: EndReason | null = isLast ? world.ended : 'overtaken';
  const lastAcknowledgement = kept.acknowledgements.at(-1) ?? null;
  return { ...kept, lastAcknowledgement, ended };
}

const stateIn = (world: World, kept: Kept) => alertState(rowsOf(world, kept));

function keep(kept: Kept, state: ReturnType<typeof alertState>): void {
  kept.rung = state.rung;
  kept.reachedAt = state.reachedAt;
  kept.climbsAt = climbsAt(state);
}

function tell(world: World, kept: Kept): void {
  for (const recipient of recipientsOn(kept.rung, world.view)) {
    const message = `${recipient} ${kept.rung} ${kept.reachedAt.toString()}`;
    if (!kept.messages.includes(message)) kept.messages.push(message);
  }
}

function endAll(world: World, because: 'settled' | 'superseded'): void {
  if (world.ended !== null) return;
  for (const kept of world.alerts) keep(kept, endAlert(stateIn(world, kept), because));
  world.ended = because;
}

/** Does a command; whether anything came of it. */
function carryOut(world: World, done: Command): boolean {
  const { now, view } = world;
  const at = { at: now, settings };
  switch (done.kind) {
    case 'wait':
      world.now = plusHours(now, done.hours);
      return done.hours > 0;
    case 'see':
      world.view = views[done.view] ?? everybody;
      return false;
    case 'raise': {
      const step = steps[world.alerts.length];
      if (step === undefined || world.ended !== null) return false;
      for (const kept of world.alerts) keep(kept, endAlert(stateIn(world, kept), 'overtaken'));
      const state = raiseAlert(step, view, at);
      const kept: Kept = {
        step,
        ...state,
        climbsAt: climbsAt(state),
        acknowledgements: [],
        askedId: null,
        messages: [],
      };
      world.alerts.push(kept);
      tell(world, kept);
      return true;
    }
    case 'sweep':
      return world.alerts.map((kept) => sweep(world, kept)).includes(true);
    case 'settle':
    case 'supersede':
      if (world.ended !== null) return false;
      endAll(world, done.kind === 'settle' ? 'settled' : 'superseded');
      return true;
    case 'resume': {
      if (world.ended === null) return false;
      for (const kept of world.alerts) {
        const state = resumeAlert(stateIn(world, kept), at);
        keep(kept, state);
        if (state.kind === 'unacknowledged') tell(world, kept);
      }
      world.ended = null;
      return true;
    }
    case 'acknowledge': {
      const kept = world.alerts[done.alert];
      if (!kept) return false;
      const promisedBy = done.promiseIn === null ? null : plusHours(now, done.promiseIn);
      const decision = acknowledge(stateIn(world, kept), { personId: done.by, promisedBy }, now);
      if (decision.kind === 'refused' || decision.value.kind !== 'acknowledged') return false;
      kept.acknowledgements.push(decision.value.acknowledgement);
      kept.askedId = null;
      keep(kept, decision.value);
      return true;
    }
    case 'hand-over': {
      const kept = world.alerts[done.alert];
      if (!kept) return false;
      const decision = handOver(stateIn(world, kept), { fromId: done.by, toId: done.to }, at);
      if (decision.kind === 'refused' || kept.askedId === done.to) return false;
      kept.askedId = done.to;
      keep(kept, decision.value);
      return true;
    }
  }
}

function sweep(world: World, kept: Kept): boolean {
  const decision = climb(stateIn(world, kept), world.view, { at: world.now, settings });
  if (decision.kind === 'refused') return false;
  keep(kept, decision.value);
  tell(world, kept);
  return true;
}

/** What is wrong with an alert after a command; empty when nothing is. */
function faultsOf(world: World, kept: Kept, before: Kept | undefined): readonly string[] {
  const state = stateIn(world, kept);
  const promise = state.kind === 'acknowledged' ? state.acknowledgement : null;
  const holds = {
    'climbs when its state says': String(climbsAt(state)) === String(kept.climbsAt),
    'climbs after it reached its rung': kept.climbsAt === null || isAfter(kept.climbsAt, kept.reachedAt),
    'never falls': before === undefined || kept.rung >= before.rung,
    'climbs not before its time':
      before === undefined ||
      kept.rung === before.rung ||
      (before.climbsAt !== null && !isAfter(before.climbsAt, world.now)),
    'waits, is somebody’s, or is on top':
      state.kind !== 'unacknowledged' || state.climbsAt !== null || state.rung === 4,
    'ended, it waits for nothing': state.kind !== 'ended' || kept.climbsAt === null,
    'is acknowledged after it came to its rung': promise === null || !isBefore(promise.at, kept.reachedAt),
    'promises what is to come':
      promise === null || promise.promisedBy === null || isAfter(promise.promisedBy, promise.at),
    'loses no acknowledgement': before === undefined || kept.acknowledgements.length >= before.acknowledgements.length,
    'tells whoever stands there, each time that it comes to a rung':
      before === undefined || kept.reachedAt === before.reachedAt || state.kind === 'ended' || isTold(world, kept),
    'loses no message': before === undefined || before.messages.every((message) => kept.messages.includes(message)),
  };
  return Object.entries(holds).flatMap(([law, isSo]) => (isSo ? [] : [`${kept.step}: ${law}`]));
}

/** Everybody who stands on the rung was told that the alert had come there. */
function isTold({ view }: World, { rung, reachedAt, messages }: Kept): boolean {
  return recipientsOn(rung, view).every((each) => messages.includes(`${each} ${rung} ${reachedAt.toString()}`));
}

const copyOf = (world: World) =>
  world.alerts.map((kept) => ({ ...kept, acknowledgements: [...kept.acknowledgements], messages: [...kept.messages] }));
const shown = (world: World) => JSON.stringify(world.alerts);

describe('the ladder', () => {
  it('comes to no illegal state, reaches every state, and does nothing twice', () => {
    const reached = new Set<AlertKind | EndReason>();
    fc.assert(
      fc.property(fc.array(command, { minLength: COMMANDS_OF_A_RUN, maxLength: COMMANDS_OF_A_RUN }), (commands) => {
        const world = emptyWorld();
        for (const each of commands) {
          const before = copyOf(world);
          const hasDone = carryOut(world, each);
          const faults = world.alerts.flatMap((kept, index) => faultsOf(world, kept, before[index]));
          if (faults.length > 0) throw new Error(`after ${JSON.stringify(each)}: ${faults.join('; ')}`);
          if (!hasDone && shown({ ...world, alerts: before }) !== shown(world))
            throw new Error(`${each.kind} did what it denies`);
          if (each.kind !== 'wait' && each.kind !== 'raise' && carryOut(world, each))
            throw new Error(`${JSON.stringify(each)} did something when it was repeated`);
          for (const kept of world.alerts) {
            const state = stateIn(world, kept);
            reached.add(state.kind === 'ended' ? state.because : state.kind);
          }
        }
      }),
      { seed: 5, numRuns: COMMANDS / COMMANDS_OF_A_RUN },
    );
    expect([...reached].sort()).toEqual([
      ...['acknowledged', 'handed_over', 'overtaken', 'settled', 'superseded', 'unacknowledged'],
    ]);
  });

  it('gives the same rows when everything is replayed', () => {
    const run = (commands: readonly Command[]) => {
      const world = emptyWorld();
      for (const each of commands) carryOut(world, each);
      return shown(world);
    };
    fc.assert(
      fc.property(fc.array(command, { maxLength: COMMANDS_OF_A_RUN }), (commands) => {
        expect(run(commands)).toBe(run(commands));
        // A worker that does everything twice, as duplicate messages make it do, leaves the same.
        const twice = commands.flatMap((each): readonly Command[] =>
          each.kind === 'wait' || each.kind === 'raise' ? [each] : [each, each],
        );
        expect(run(twice)).toBe(run(commands));
      }),
      { numRuns: 300 },
    );
  });

  it('is at the top in the end, if nobody ever answers', () => {
    const world = emptyWorld();
    carryOut(world, { kind: 'raise' });
    for (let hour = 0; hour < 60; hour += 1) {
      carryOut(world, { kind: 'wait', hours: 1 });
      carryOut(world, { kind: 'sweep' });
    }
    const told = [
      ...[['manager', 1, 0] as const, ['commissioner', 2, 12] as const],
      ...[['commissioner', 3, 24] as const, ['head', 4, 48] as const],
    ];
    expect(world.alerts).toMatchObject([
      {
        ...{ rung: 4, reachedAt: plusHours(start, 48), climbsAt: null },
        messages: told.map(([who, rung, hours]) => `${who} ${rung} ${plusHours(start, hours).toString()}`),
      },
    ]);
  });
});
