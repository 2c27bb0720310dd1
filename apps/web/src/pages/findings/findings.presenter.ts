import { checks, describeChecks } from '#domain/submissions';
import type { DescribedCheck } from '#domain/submissions';

const severityWords: Readonly<Record<DescribedCheck['severity'], { readonly state: string; readonly colour: string }>> =
  {
    error: { state: 'Error: the row is held', colour: 'red' },
    warning: { state: 'Warning: the row goes in', colour: 'yellow' },
    info: { state: 'Information', colour: 'blue' },
  };

/** Every finding by what it is about, with an address of its own that other pages can point to. */
export function presentFindingCodes() {
  return {
    count: checks.length,
    kinds: describeChecks(checks).map(({ kind, title, checks: ofKind }) => ({
      id: kind,
      title,
      count: ofKind.length,
      checks: ofKind.map((check) => ({
        id: check.code,
        code: check.code,
        severity: severityWords[check.severity],
        title: check.title,
        explain: check.explain,
        columns: check.columns.join(', '),
        example: check.example,
        exampleNote: check.exampleNote,
        hasExample: check.example.length > 0 || check.exampleNote !== null,
        isConfirmable: check.isConfirmable,
        isForCouncil: check.isForCouncil,
      })),
    })),
  };
}
