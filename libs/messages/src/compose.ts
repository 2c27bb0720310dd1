import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { deadlineLabel, isRepeatKind, readDeadlineKind } from '#domain/deadlines';
import { messageReference } from '#domain/messages';
import { showInstant } from '#domain/time';
import type { Instant } from '#domain/time';
import { projectPath } from '#platform';
import type { Mail } from './sender.js';

/** What a message says of an alert, or of several that are told as one: never whom they are about. */
export interface AlertLine {
  readonly alertId: string;
  readonly kinds: readonly [string, ...string[]];
  readonly dueAt: Instant;
}

type Words = Pick<Mail, 'subject' | 'text'>;

/** One alert, told at once. */
export function composeAlert(line: AlertLine, publicUrl: string): Words {
  return fill('alert', wordsOf(line, publicUrl));
}

/** All that was held for somebody, in one text: the most urgent first. */
export function composeDigest(lines: readonly AlertLine[], publicUrl: string): Words {
  const messages = [...lines]
    .sort((left, right) => left.dueAt.epochMilliseconds - right.dueAt.epochMilliseconds)
    .map((line) => wordsOf(line, publicUrl));
  return fill('digest', { messages, count: lines.length === 1 ? '1 message' : `${lines.length} messages` });
}

/** The code by which somebody shows that an address is theirs. */
export function composeConfirmation(code: string, minutes: number): Words {
  return fill('confirm-address', { code, minutes });
}

function wordsOf({ alertId, kinds: [kind, ...others], dueAt }: AlertLine, publicUrl: string) {
  const known = readDeadlineKind(kind);
  const words = known === null ? 'A step of a case' : deadlineLabel(known, others.filter(isRepeatKind));
  const link = `${publicUrl.replace(/\/$/, '')}/alerts/${alertId}`;
  return { reference: messageReference(alertId), kind: words, dueAt: showInstant(dueAt), link };
}

type TemplateName = 'alert' | 'digest' | 'confirm-address';
const templates = new Map<TemplateName, (view: object) => string>();

/** A template begins with its subject; the rest, after an empty line, is the text. It is plain text, so nothing is escaped. */
function fill(name: TemplateName, view: object): Words {
  const [first = '', , ...lines] = templateOf(name)(view).trimEnd().split('\n');
  return { subject: first.replace(/^Subject: /, ''), text: `${lines.join('\n')}\n` };
}

/** Read once, at the first message. */
function templateOf(name: TemplateName): (view: object) => string {
  const known = templates.get(name);
  if (known) return known;
  const source = readFileSync(projectPath('libs', 'messages', 'templates', `${name}.hbs`), 'utf8');
  const made = Handlebars.create().compile<object>(source, { strict: true, knownHelpersOnly: true, noEscape: true });
  templates.set(name, made);
  return made;
}
