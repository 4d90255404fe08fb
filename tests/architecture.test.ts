import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

/** Lowest first: a domain may import those before it and never those after it. */
const DOMAINS = [
  'regions',
  'audit',
  'auth',
  'notices',
  'imports',
  'people',
  'employers',
  'jobs',
  'matching',
  'campaigns',
  'fairs',
  'training',
  'ventures',
  'placements',
  'subsidies',
  'supervision',
  'ledgers',
];

/** Arrows that point up knowingly. */
const EXCEPTIONS = new Map([['matching/at-work.ts → placements/tables.ts', 'whoever has work running is not matched']]);

interface Import {
  readonly from: string;
  readonly to: string;
  /** Gone when the code runs. */
  readonly isType: boolean;
}

function* sourceFiles(folder: string): Generator<string> {
  for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory() && !['node_modules', 'build', '.svelte-kit', 'policies', 'data'].includes(entry.name))
      yield* sourceFiles(name);
    else if (/\.(ts|svelte)$/.test(entry.name)) yield name;
  }
}

/** Where an import leads, as a path from the root, or the package's own name. */
function target(from: string, spec: string): string {
  if (spec.startsWith('.')) return path.posix.normalize(path.posix.join(path.posix.dirname(from), spec));
  if (spec.startsWith('#lib')) return spec.replace('#lib', 'web/src/lib');
  return spec.replace('@songgang/api/contract/', 'api/contract/').replace('@songgang/search/', 'search/src/');
}

const imports: Import[] = ['api', 'search', 'web'].flatMap((folder) =>
  [...sourceFiles(folder)].flatMap((from) => {
    const text = fs.readFileSync(path.join(root, from), 'utf8');
    const specs = text.matchAll(
      /^(?:import|export)\b[^'"]*?from\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|^import\s+['"]([^'"]+)['"]/gm,
    );
    return [...specs].map(([all, a, b, c]) => ({
      from,
      to: target(from, a ?? b ?? c ?? ''),
      isType: /^(import|export) type/.test(all),
    }));
  }),
);

const crossing = (isFrom: (file: string) => boolean, isForbidden: (to: string) => boolean) =>
  imports.filter(({ from, to }) => isFrom(from) && isForbidden(to)).map(({ from, to }) => `${from} → ${to}`);

const domainOf = (file: string) => /^api\/src\/domains\/([a-z]+)\//.exec(file)?.[1];
const isCore = (file: string) => /^api\/src\/domains\/[a-z]+\/core\//.test(file);

describe('imports point at core, and core imports nothing', () => {
  test('there is something to look at', () => {
    expect(imports.length).toBeGreaterThan(500);
  });

  test('core imports core, pure parts of the kernel, the contract’s words and pure parts of search alone', () => {
    const pure =
      /^(api\/src\/domains\/[a-z]+\/core\/|api\/src\/kernel\/(app-error|calendar|money|region-code)\.ts|api\/contract\/(scalars|refusal-kind|refusals)\.ts|search\/src\/(matcher|vocabulary|chinese)\/|node:buffer|typebox)/;
    const arrows = imports.filter(({ from, to, isType }) => isCore(from) && !isType && !pure.test(to));
    expect(arrows.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test('a domain imports those below it alone', () => {
    const upward = imports.filter(({ from, to }) => {
      const [low, high] = [domainOf(from), domainOf(to)];
      if (!low || !high || low === high || isCore(to)) return false;
      return DOMAINS.indexOf(high) > DOMAINS.indexOf(low);
    });
    const named = upward.map(({ from, to }) => `${from} → ${to}`.replaceAll('api/src/domains/', ''));
    expect(named.filter((arrow) => !EXCEPTIONS.has(arrow))).toEqual([]);
  });

  test('every domain folder is in the order above', () => {
    const folders = fs.readdirSync(path.join(root, 'api/src/domains'));
    expect(folders.filter((name) => !DOMAINS.includes(name))).toEqual([]);
  });

  test('Fastify is known to http, app and the session routes alone; Drizzle to no core and no route', () => {
    const mayKnowFastify = /^api\/src\/(http\/|app\.ts|session-routes\.ts|main\.ts)/;
    expect(
      crossing(
        (from) => from.startsWith('api/src') && !mayKnowFastify.test(from),
        (to) => to === 'fastify',
      ),
    ).toEqual([]);
    expect(
      crossing(
        (from) => /routes\.ts$/.test(from) || isCore(from),
        (to) => to.startsWith('drizzle-orm'),
      ),
    ).toEqual([]);
  });

  test('web sees the contract and the matcher’s words, and nothing else of the server', () => {
    const forbidden = (to: string) => /^(api\/src|search\/src)/.test(to) && !/^search\/src\/matcher\/model/.test(to);
    expect(crossing((from) => from.startsWith('web/'), forbidden)).toEqual([]);
  });

  test('search knows nothing of the api', () => {
    expect(
      crossing(
        (from) => from.startsWith('search/'),
        (to) => to.startsWith('api/'),
      ),
    ).toEqual([]);
  });

  test('the contract sees core and nothing that touches the world', () => {
    const forbidden = (to: string) => to.startsWith('api/src') && !isCore(to) && to !== 'api/src/kernel/region-code.ts';
    expect(crossing((from) => from.startsWith('api/contract/'), forbidden)).toEqual([]);
  });
});

describe('core', () => {
  test('reads no clock and draws no lots', () => {
    const guilty = [...sourceFiles('api/src/domains')].filter(isCore).filter((file) => {
      const code = fs.readFileSync(path.join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      return /new Date\(\)|Date\.now\(|Math\.random\(|randomUUID\(|\basync\b/.test(code);
    });
    expect(guilty).toEqual([]);
  });
});
