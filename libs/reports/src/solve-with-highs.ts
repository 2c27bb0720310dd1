import highsModule from 'highs';
import type { FindExtreme, IntegerProgram, Solver } from '#domain/disclosure';

/** Its types describe its CommonJS build; Node imports the other one, whose default is the loader itself. */
const loadHighs = highsModule as unknown as typeof highsModule.default;

/** No count of children or episodes comes near to this: what may be as large is held by nothing. */
const BEYOND = 1_000_000;
/** A program of one report takes milliseconds. */
const MOST_SECONDS = 20;

/** The solver could not tell what a count may be. */
export class NotProved extends Error {
  override readonly name = 'NotProved';
}

/** HiGHS, compiled to WebAssembly: the same answer on every machine. Loading it takes a moment, once in a process. */
export async function loadSolver(): Promise<Solver> {
  const highs = await loadHighs();
  return (program): FindExtreme => {
    const model = written(program);
    return (count, end) => {
      const name = model.names.get(count);
      if (name === undefined) throw new Error(`${count} is not in the program.`);
      const goal = end === 'least' ? 'Minimize' : 'Maximize';
      const found = highs.solve(`${goal}\n obj: ${name}\n${model.text}`, {
        time_limit: MOST_SECONDS,
        mip_rel_gap: 0,
        mip_abs_gap: 0,
      });
      if (found.Status !== 'Optimal') throw new NotProved(`${count}: the solver ended with "${found.Status}".`);
      const value = Math.round(found.ObjectiveValue);
      const solution = new Map(
        [...model.names].map(([each, column]) => [each, Math.round(found.Columns[column]?.Primal ?? 0)]),
      );
      return { value: value >= BEYOND ? Infinity : value, solution };
    };
  };
}

/** The program in CPLEX LP format but for its goal. */
function written({ counts, limits }: IntegerProgram) {
  const names = new Map([...counts.keys()].map((count, index) => [count, `x${index}`]));
  const rows = limits.map(({ terms, most }, index) => {
    const sum = terms.map(
      ({ count, times }) => `${times < 0 ? '-' : '+'} ${Math.abs(times)} ${names.get(count) ?? ''}`,
    );
    return ` r${index}: ${sum.join(' ')} <= ${most}`;
  });
  const bounds = [...counts].map(
    ([count, { least, most }]) => ` ${least} <= ${names.get(count) ?? ''} <= ${Math.min(most, BEYOND)}`,
  );
  const sections = ['Subject To', ...rows, 'Bounds', ...bounds, 'General', ` ${[...names.values()].join(' ')}`, 'End'];
  return { names, text: sections.join('\n') };
}
