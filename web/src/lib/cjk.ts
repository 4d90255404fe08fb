import stylesheet from './styles/cjk.css?url';

/**
 * Brings our own Noto Sans SC only where the machine draws hanzi as empty boxes. Phones have a Chinese face whose name
 * CSS cannot ask for, so naming ours as a fallback would cost every one of them a megabyte; drawing one character does not.
 */
export function bringChineseFace(document: Document): void {
  if (hasChineseFace(document)) return;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = stylesheet;
  document.head.append(link);
}

/** A character nobody assigned is drawn as the face's empty box: 岗 drawn alike is not drawn at all. */
function hasChineseFace(document: Document): boolean {
  return drawn(document, '岗') !== drawn(document, '\u{10fffd}');
}

function drawn(document: Document, character: string): string {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 32;
  const pen = canvas.getContext('2d');
  if (!pen) return character;
  pen.font = '24px sans-serif';
  pen.fillText(character, 2, 26);
  return canvas.toDataURL();
}
