import { matchCounty } from '../domains/matching/run.ts';
import { listCounties } from '../domains/regions/store.ts';
import { isCalendarDate } from '../kernel/calendar.ts';
import { systemActor } from '../kernel/ctx.ts';
import { type Context, type Register, UsageError } from './frame.ts';
import { wholeNumber } from './numbers.ts';

interface Options {
  readonly county?: string;
  readonly on?: string;
  readonly seed: number;
}

export const matchCommands: Register = (program, run) => {
  program
    .command('match')
    .description('把一个县愿意就业的劳动力和在招岗位全部匹配一遍，并送出')
    .option('--county <code>', '县（6 位代码），默认本机第一个县')
    .option('--on <date>', '按哪一天算（YYYY-MM-DD），默认今天')
    .option('--seed <n>', '种子：条件完全相同的人按它排先后', wholeNumber(0, 2 ** 31 - 1), 1)
    .action(
      run.onData(async (context, { county, on, seed }: Options) => {
        if (on !== undefined && !isCalendarDate(on)) throw new UsageError(`日期写成 YYYY-MM-DD，${on} 不是`);
        const ctx = { ...context, actor: systemActor(county ?? (await firstCounty(context))) };
        const bar = context.bar('匹配', 100);
        const {
          spread: _,
          committedAt: __,
          shortage: ___,
          ...data
        } = await matchCounty(ctx, { seed, ...(on && { on }), onProgress: (share) => bar.at(share * 100) });
        bar.end();
        const text = `${data.county} ${data.on}：${data.labourers} 人 × ${data.jobs} 个岗位，送出 ${data.deliveries} 条，满五个的 ${data.labourersWithFive} 人，用时 ${data.seconds} 秒。`;
        return { data, text };
      }),
    );
};

async function firstCounty({ db }: Context): Promise<string> {
  const [first] = await listCounties(db);
  if (!first) throw new UsageError('还没有县：先运行 songgang county add 代码，或 songgang demo');
  return first.code;
}
