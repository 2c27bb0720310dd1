/** An entry of a zip archive as both its directory and its own header tell it. */
export interface ZipEntry {
  readonly name: string;
  readonly method: 'stored' | 'deflated';
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where its own header begins, where its content begins, and where what belongs to it ends. */
  readonly headerAt: number;
  readonly contentAt: number;
  readonly endsAt: number;
}
