/** A table before its layout is decided. */
export type TableWords = Omit<TableView, 'isNarrow'>;

/** A table as templates print it: text only, the first column a row header, all others figures. */
export interface TableView {
  readonly id: string;
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly TableRowView[];
  /** Few columns: it may stand beside another. */
  readonly isNarrow: boolean;
}

export interface TableRowView {
  readonly header: string;
  readonly cells: readonly string[];
}

export interface SectionWords {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly tables: readonly TableWords[];
}

export interface SectionView extends SectionWords {
  readonly tables: readonly TableView[];
}

export interface TermView {
  readonly term: string;
  readonly meaning: string;
}

/** All the words of a rendered report, in order: templates add nothing but the markup. */
export interface MaceReportView {
  readonly marking: string;
  readonly kind: string;
  readonly title: string;
  readonly facts: readonly TermView[];
  readonly caveats: readonly string[];
  readonly sections: readonly SectionView[];
  readonly definitions: readonly TermView[];
  /** The head of the audit, for the foot; null where nothing was sealed yet. */
  readonly auditHead: string | null;
}
