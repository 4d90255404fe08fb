import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { policyCases, policyCheck } from '../../api/src/domains/subsidies/cli.ts';
import { loadLibrary } from '../../api/src/domains/subsidies/library.ts';

const here = import.meta.dirname;
const files = readdirSync(here).filter((name) => name.endsWith('.yaml'));
const library = loadLibrary();

test('the library is whole', () => {
  const { exitCode, output } = policyCheck();
  expect(output).toBe('政策库完好:13 份文件,155 条规则,211 项事实');
  expect(exitCode).toBe(0);
});

test.each(files)('%s', (name) => {
  const { exitCode, output } = policyCases(join(here, name));
  expect(output).toMatch(/^\d{2,} passed, 0 failed$/);
  expect(exitCode).toBe(0);
});

test('every core rule has a case that grants, one that refuses and one that waits', () => {
  const cases: { rule: string; expect: { eligible: boolean | null } }[] = files.flatMap(
    (name) => parse(readFileSync(join(here, name), 'utf8')).cases,
  );
  for (const { id, relevance, enabled } of library.rules) {
    if (relevance !== 'core') continue;
    const answers = new Set(cases.filter(({ rule }) => rule === id).map((one) => one.expect.eligible));
    expect([...answers].sort(), id).toEqual(enabled?.default === false ? [false, true] : [false, null, true].sort());
  }
});

test('every condition of every rule is said in plain words', () => {
  for (const rule of library.on().values()) {
    const ready = { findings: [] as { says: string }[] };
    rule.conditions.judge(library.declared.over(undefined, []), ready.findings as never);
    for (const { says } of ready.findings) expect(says, rule.data.id).toMatch(/^[^a-z_]*[一-鿿][^_]*$/);
  }
});

const SEED = join(here, '../../../shared/policy/subsidy-rules.yaml');

test.skipIf(!existsSync(SEED))(
  'nothing of the seed was lost on the way (skipped where the seed is not at hand)',
  () => {
    const seed = parse(readFileSync(SEED, 'utf8'));
    expect(library.rules.map(({ id }) => id).sort()).toEqual(seed.rules.map(({ id }: { id: string }) => id).sort());
    for (const rule of seed.rules) {
      const { jurisdiction, source, plan, ...rest } = rule;
      const own = library.rules.find(({ id }) => id === rule.id);
      expect(own).toMatchObject({
        ...rest,
        jurisdiction: { slug: jurisdiction.slug },
        source: { doc: source.doc, clause: source.clause, line: source.line },
      });
      if (plan) expect(own?.source.doc).toBe(plan);
    }
    const documents = seed.documents.map(({ doc, effective }: { doc: string; effective: unknown }) => ({
      doc,
      effective,
    }));
    for (const { doc, effective } of documents) expect(library.documents.get(doc)?.effective).toEqual(effective);
    for (const { fact, type, values, value, absent } of seed.facts)
      expect(library.declared.get(fact)).toEqual(
        expect.objectContaining({
          fact,
          type,
          ...(values && { values }),
          ...(value !== undefined && { value }),
          ...(absent !== undefined && { absent }),
        }),
      );
  },
);
