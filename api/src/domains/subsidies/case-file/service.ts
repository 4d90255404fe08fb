import type * as contract from '../../../../contract/case-file.ts';
import type { Input } from '../../../../contract/endpoint.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { type Ctx, today } from '../../../kernel/ctx.ts';
import { discloseAll } from '../../audit/service.ts';
import { findHead } from '../../audit/store.ts';
import { maskIdNumber } from '../../people/core/id-number.ts';
import { getCounty } from '../../regions/store.ts';
import type { ClaimRow } from '../claims/store.ts';
import { type ClaimFile, gatherClaim } from './gather.ts';
import { renderCaseFile } from './render.ts';
import { findLastExport, findPerson, listClaimIdsOf } from './store.ts';
import { HOW_TO_CHECK, roleWord } from './words.ts';

interface Printed {
  readonly name: string;
  readonly base64: string;
}

export const printClaimFile = (ctx: Ctx, { params, body }: Input<typeof contract.printClaimFile>): Promise<Printed> =>
  print(ctx, [params.id], body.purpose);

export async function printPersonFile(
  ctx: Ctx,
  { params, body }: Input<typeof contract.printPersonFile>,
): Promise<Printed> {
  const ids = await listClaimIdsOf(ctx.db, ctx.actor, params.id);
  if (ids.length === 0) throw new AppError('case_file.nothing_there', { id: params.id });
  return print(ctx, ids, body.purpose);
}

/** One reading of the database, so that no step of another officer falls between two pages; then it is written down. */
async function print(ctx: Ctx, claimIds: readonly string[], purpose: string): Promise<Printed> {
  const read = await ctx.db.transaction(
    async (tx) => {
      const gathered = [];
      for (const id of claimIds) gathered.push(await gatherClaim(ctx, tx, id));
      const [first] = gathered;
      if (!first) throw new AppError('case_file.nothing_there');
      const { labourerId, countyCode } = first.claim;
      return {
        files: gathered.map(({ file }) => file),
        claims: gathered.map(({ claim }) => claim),
        person: labourerId === null ? undefined : await findPerson(tx, countyCode, labourerId),
        county: await getCounty(tx, countyCode),
        head: await findHead(tx, countyCode),
        kept: await findLastExport(tx, countyCode),
      };
    },
    { isolationLevel: 'repeatable read' },
  );
  await discloseAll(ctx, ctx.db, looksOf(read.claims, purpose));
  const { person, county, files } = read;
  const pdf = renderCaseFile(
    {
      title: '补贴卷宗',
      county: county.name,
      purpose,
      printed: `${today(ctx)} ${ctx.actor.name}（${roleWord(ctx.actor.role)}）`,
      head: headOf(ctx, person, files, purpose),
      claims: files,
      how: HOW_TO_CHECK,
      chain: [
        ['日志链头（打印时）', read.head ? `第 ${read.head.seq} 条 ${read.head.hash}` : '—'],
        ['最近一次导出', read.kept ? `${read.kept.on} 第 ${read.kept.seq} 条 ${read.kept.hash}` : '还没有导出过'],
      ],
    },
    ctx.now(),
  );
  return { name: `补贴卷宗-${today(ctx)}.pdf`, base64: pdf.toString('base64') };
}

type Person = Awaited<ReturnType<typeof findPerson>>;

const headOf = ({ vault }: Ctx, person: Person, files: readonly ClaimFile[], purpose: string): [string, string][] => [
  ...(person
    ? ([
        ['姓名', person.name],
        ['身份证号', maskIdNumber(vault.open(person.idNumberSealed))],
      ] as [string, string][])
    : []),
  ['申领', `${files.length} 笔`],
  ['打开用途', purpose],
];

const looksOf = (claims: readonly ClaimRow[], purpose: string) =>
  claims.map(({ id, labourerId, payeeId }) => ({
    subjectKind: labourerId === null ? 'employer' : 'labourer',
    subjectId: labourerId ?? payeeId,
    field: 'case_file',
    purpose,
    caseRef: id,
  }));
