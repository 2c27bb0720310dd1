/** One thing that is held, in plain words. */
export interface PackEntry {
  readonly label: string;
  readonly value: string;
  /** It comes from or may speak of somebody else: to be considered before it is given out. Never left out by itself. */
  readonly thirdParty: boolean;
}

/** What belongs together: one row of what is held. */
export interface PackRecord {
  /** Of which episode, or which of several; empty where there is one. */
  readonly title: string;
  readonly entries: readonly PackEntry[];
}

export interface PackSection {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly records: readonly PackRecord[];
}

/** Everything that is held on one child. */
export interface SubjectAccessPack {
  readonly format: 1;
  readonly marking: 'OFFICIAL-SENSITIVE';
  readonly council: string;
  /** The opaque ids of the records that make up the child. */
  readonly records: readonly string[];
  readonly madeAt: string;
  /** How many entries are marked for redaction. */
  readonly marked: number;
  readonly sections: readonly PackSection[];
}

/** A name for the file: its classification first, and nothing by which the child is known. */
export function packFileName({ marking, madeAt, records }: SubjectAccessPack, ending: 'html' | 'json'): string {
  return `${marking} subject access ${madeAt.slice(0, 10)} ${(records[0] ?? '').slice(-12)}.${ending}`;
}
