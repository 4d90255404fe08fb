/** GBK for the files of banks and tax offices: Node decodes it and does not encode it. */
const LEADS = { from: 0x81, to: 0xfe };
const TRAILS = { from: 0x40, to: 0xfe };
/** Characters of private use have no meaning outside one machine. */
const isPrivate = (character: string): boolean => /\p{Co}/u.test(character);

let table: ReadonlyMap<string, number> | undefined;

/** Every two-byte character of the encoding, found by decoding all there are. */
function tableOfPairs(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('gbk');
  const pairs = new Map<string, number>();
  for (let lead = LEADS.from; lead <= LEADS.to; lead += 1) {
    for (let trail = TRAILS.from; trail <= TRAILS.to; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      const isOne = [...character].length === 1 && character !== '\ufffd' && !isPrivate(character);
      if (isOne && !pairs.has(character)) pairs.set(character, (lead << 8) | trail);
    }
  }
  return pairs;
}

/** The bytes, or the first character that GBK has no place for: rare names are written in no other way than theirs. */
export function encodeGbk(
  text: string,
): { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false; readonly character: string } {
  table ??= tableOfPairs();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const pair = code < 0x80 ? undefined : table.get(character);
    if (code < 0x80) bytes.push(code);
    else if (pair === undefined) return { ok: false, character };
    else bytes.push(pair >> 8, pair & 0xff);
  }
  return { ok: true, bytes: Buffer.from(bytes) };
}
