import { describe, expect, test } from 'vitest';
import { vaultOf } from '../../../api/src/kernel/crypt.ts';

const vault = vaultOf('one key');

describe('the vault', () => {
  test('opens what it sealed, and seals the same text differently each time', () => {
    expect(vault.open(vault.seal('身份证 12'))).toBe('身份证 12');
    expect(vault.seal('same')).not.toBe(vault.seal('same'));
  });

  test('another key and a changed letter are refused', () => {
    const sealed = vault.seal('secret');
    expect(() => vaultOf('another key').open(sealed)).toThrow();
    // Not the last letter: some of its bits stand for nothing.
    const flipped = sealed.slice(0, 4) + (sealed[4] === 'A' ? 'B' : 'A') + sealed.slice(5);
    expect(() => vault.open(flipped)).toThrow();
    expect(() => vault.open('v2.abc')).toThrow('unknown cipher');
  });

  test('a hash finds the same value of the same kind under the same key alone', () => {
    expect(vault.hashOf('id', '123')).toBe(vault.hashOf('id', '123'));
    expect(vault.hashOf('id', '123')).not.toBe(vault.hashOf('phone', '123'));
    expect(vault.hashOf('id', '123')).not.toBe(vaultOf('another key').hashOf('id', '123'));
  });

  test('the key is named without being told', () => {
    expect(vault.keyId).toMatch(/^[0-9a-f]{16}$/);
    expect(vault.keyId).not.toBe(vaultOf('another key').keyId);
  });
});
