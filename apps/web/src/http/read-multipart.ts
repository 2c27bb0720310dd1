/** A file that came with a form. */
export interface SentFile {
  /** As its sender calls it: for the answer to the sender alone, never kept or logged, since it may name a child. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A form with files, as a browser sends it. */
export interface MultipartForm {
  readonly fields: Readonly<Record<string, string>>;
  /** Those that were chosen, in their order. */
  readonly files: readonly SentFile[];
}

/** No form of ours has more parts than this. */
const MOST_PARTS = 20;

/**
 * Reads a form with files (RFC 7578), whose body is in memory already and no longer than its route allows. Null where
 * it is not well-formed. Later fields of one name do not count.
 */
export function readMultipart(contentType: string, body: Buffer): MultipartForm | null {
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  if (!boundary) return null;
  const parts = partsOf(body, `--${boundary[1] ?? boundary[2] ?? ''}`);
  if (parts === null) return null;
  const fields = new Map<string, string>();
  const files: SentFile[] = [];
  for (const part of parts) {
    const end = part.indexOf('\r\n\r\n');
    const head = end < 0 ? null : part.subarray(0, end).toString('utf8');
    const name = head === null ? undefined : /^content-disposition:\s*form-data;.*?\bname="([^"]*)"/im.exec(head)?.[1];
    if (head === null || name === undefined) return null;
    const content = part.subarray(end + 4);
    const file = /\bfilename="([^"]*)"/i.exec(head);
    // A field of which no file was chosen comes without a name.
    if (file && (file[1] !== '' || content.length > 0))
      files.push({ name: file[1] ?? '', bytes: new Uint8Array(content) });
    else if (!file && !fields.has(name)) fields.set(name, content.toString('utf8'));
  }
  return { fields: Object.fromEntries(fields), files };
}

/** What stands between the boundaries; null where they do not enclose it. */
function partsOf(body: Buffer, delimiter: string): readonly Buffer[] | null {
  const parts: Buffer[] = [];
  let at = body.indexOf(delimiter);
  if (at !== 0) return null;
  while (parts.length <= MOST_PARTS) {
    const start = at + delimiter.length;
    if (body.subarray(start, start + 2).toString('latin1') === '--') return parts;
    const next = body.indexOf(`\r\n${delimiter}`, start);
    if (next < 0 || body.subarray(start, start + 2).toString('latin1') !== '\r\n') return null;
    parts.push(body.subarray(start + 2, next));
    at = next + 2;
  }
  return null;
}
