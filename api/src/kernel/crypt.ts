import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

/**
 * Field encryption: AES-256-GCM with a random nonce, and a keyed hash (HMAC-SHA-256) by which an encrypted value is found.
 * Sealed text is `v1.` + base64url(nonce 12 ‖ tag 16 ‖ cipher text); the prefix leaves room for another cipher.
 */
export interface Vault {
  seal(plain: string): string;
  /** Throws where the text was sealed with another key or was changed. */
  open(sealed: string): string;
  /** The same for the same value and key, and useless without the key. `kind` keeps a phone from equalling an ID number. */
  hashOf(kind: string, plain: string): string;
  /** Names the key without telling it: kept in the database so that a start with another key is refused. */
  readonly keyId: string;
}

const derive = (secret: string, purpose: string): Buffer =>
  createHmac('sha256', secret).update(`songgang:${purpose}`).digest();

export function vaultOf(secret: string): Vault {
  const sealing = derive(secret, 'seal');
  const hashing = derive(secret, 'hash');
  return {
    keyId: createHash('sha256').update(derive(secret, 'id')).digest('hex').slice(0, 16),
    seal(plain) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open(sealed) {
      if (!sealed.startsWith('v1.')) throw new Error('sealed with an unknown cipher');
      const bytes = Buffer.from(sealed.slice(3), 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
    hashOf: (kind, plain) => createHmac('sha256', hashing).update(`${kind}\0${plain}`).digest('base64url'),
  };
}
