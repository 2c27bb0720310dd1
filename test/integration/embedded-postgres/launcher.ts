import { transform } from '@swc/core';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ChildProcess } from 'node:child_process';

export const repository = join(import.meta.dirname, '..', '..', '..');
const sources = join(repository, 'libs', 'platform', 'src', 'embedded-postgres');

const script = `
import { openEmbeddedPostgres } from './index.js';
const [dataDir, mode] = process.argv.slice(2);
try {
  const server = await openEmbeddedPostgres({ dataDir, mode, bootstrap: async () => {}, settings: { fsync: 'off' } });
  process.stdout.write(JSON.stringify(server) + '\\n');
  process.stdin.on('end', async () => { await server.stop(); process.exit(0); }).resume();
} catch (error) {
  process.stdout.write(JSON.stringify({ fault: error.message }) + '\\n');
  process.exit(1);
}
`;

/** The module in plain JavaScript, so that a process which is not the test runner can load it and be killed. */
export async function compileLauncher(directory: string): Promise<string> {
  mkdirSync(directory, { recursive: true });
  for (const name of readdirSync(sources)) {
    const { code } = await transform(readFileSync(join(sources, name), 'utf8'), {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'es6' },
      swcrc: false,
    });
    writeFileSync(join(directory, name.replace('.ts', '.js')), code);
  }
  writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(directory, 'launch.js'), script);
  return join(directory, 'launch.js');
}

export interface Launched {
  readonly child: ChildProcess;
  /** The opened server, or `{ fault }`. */
  readonly said: Promise<{ superuserUrl: string; owned: boolean; fault?: string }>;
  readonly ended: Promise<unknown>;
  /** Asks it to stop the server and end. */
  finish(): void;
}

/** Another process that opens the database and keeps it until told. */
export function launch(path: string, dataDir: string, mode: 'serve' | 'use'): Launched {
  const child = spawn(process.execPath, [path, dataDir, mode], { stdio: ['pipe', 'pipe', 'inherit'] });
  const said = once(createInterface(child.stdout), 'line').then(
    ([line]) => JSON.parse(String(line)) as { superuserUrl: string; owned: boolean; fault?: string },
  );
  return { child, said, ended: once(child, 'exit'), finish: () => child.stdin.end() };
}
