import { createRequire } from 'node:module';
import path from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { ClaimFile } from './gather.ts';

/** All that the template prints. */
export interface CaseFile {
  readonly title: string;
  readonly county: string;
  readonly purpose: string;
  readonly printed: string;
  readonly head: readonly (readonly [string, string])[];
  readonly claims: readonly ClaimFile[];
  readonly how: readonly string[];
  readonly chain: readonly (readonly [string, string])[];
}

const FOLDER = import.meta.dirname;
const FONTS = path.dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'));

let compiler: NodeCompiler | undefined;

/** Reading the fonts takes longer than the page: they are read once. */
function theCompiler(): NodeCompiler {
  const fontPaths = ['400Regular', '700Bold'].map((weight) => path.join(FONTS, weight));
  compiler ??= NodeCompiler.create({ workspace: FOLDER, fontArgs: [{ fontPaths }] });
  return compiler;
}

/** The PDF; the same file printed at the same second is the same bytes. The events go with it as a file of their own. */
export function renderCaseFile(file: CaseFile, at: Date): Buffer {
  const events = file.claims
    .flatMap(({ steps }) => steps)
    .map(({ seq, prevHash, hash, canonical }) => ({ seq, prevHash, canonical, hash }));
  const unique = [...new Map(events.map((event) => [event.seq, event])).values()].sort((a, b) => a.seq - b.seq);
  const typst = theCompiler();
  const pdf = typst.pdf(
    {
      mainFilePath: path.join(FOLDER, 'case-file.typ'),
      inputs: { file: JSON.stringify(file), attachment: JSON.stringify(unique, null, 1) },
    },
    { creationTimestamp: Math.floor(at.getTime() / 1000) },
  );
  typst.evictCache(0);
  return pdf;
}
