import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** The first byte of everything sealed, so that another way can take its place one day. */
const VERSION = 1;

/**
 * The key of the deployment: seals what must be read again, by AES-256-GCM, and hashes what must only be recognised. Each
 * purpose has a key of its own, derived from the one that the operator keeps. It is never printed.
 */
export class SecretKey {
  readonly #bytes: Buffer;

  /** Takes 32 bytes in base64. */
  constructor(text: string) {
    const bytes = Buffer.from(text, 'base64');
    if (bytes.length !== KEY_BYTES) throw new Error('The secret key has not 32 bytes.');
    this.#bytes = bytes;
  }

  /** Seals a text. Only whoever names the same purpose can open it, so one sealed value cannot stand in for another. */
  seal(text: string, purpose: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.keyFor('seal'), nonce).setAAD(Buffer.from(purpose));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), sealed]);
  }

  /** Opens what was sealed for the same purpose. Fails on anything else. */
  open(sealed: Buffer, purpose: string): string {
    if (sealed[0] !== VERSION) throw new Error('This was sealed in a way that is not known.');
    const tagAt = 1 + NONCE_BYTES;
    const decipher = createDecipheriv('aes-256-gcm', this.keyFor('seal'), sealed.subarray(1, tagAt), {
      authTagLength: TAG_BYTES,
    }).setAAD(Buffer.from(purpose));
    decipher.setAuthTag(sealed.subarray(tagAt, tagAt + TAG_BYTES));
    return decipher.update(sealed.subarray(tagAt + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  }

  /** A hash that nobody without the key can try words against. */
  hash(text: string, purpose: string): Buffer {
    return createHmac('sha256', this.keyFor(`hash ${purpose}`))
      .update(text)
      .digest();
  }

  /** A key of its own for a purpose, for what is hashed elsewhere under a key that is handed on. */
  keyOf(purpose: string): Uint8Array {
    return this.keyFor(`key ${purpose}`);
  }

  private keyFor(use: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#bytes, '', `homeward ${use}`, KEY_BYTES));
  }
}
