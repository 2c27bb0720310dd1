// Writes docs/findings.md from the checks themselves; a test fails where the two differ.
import { writeFileSync } from 'node:fs';
import { checks, renderFindingsDocument } from '#domain/submissions';

writeFileSync(new URL('../docs/findings.md', import.meta.url), renderFindingsDocument(checks));
