import { chanceOf } from '../demo/chance.ts';
import { rehearse } from '../domains/matching/rehearse.ts';
import { matchCounty } from '../domains/matching/run.ts';
import { explain } from '../domains/matching/runs.ts';
import { listCounties } from '../domains/regions/store.ts';
import { isCalendarDate } from '../kernel/calendar.ts';
import { type Ctx, systemActor } from '../kernel/ctx.ts';
import { type Context, type Register, type Result, UsageError } from './frame.ts';
import { whyLines } from './match-why.ts';
import { wholeNumber } from './numbers.ts';

interface OfCounty {
  readonly county?: string;
}

interface RunOptions extends OfCounty {
  readonly on?: string;
  readonly seed: number;
}

interface SimulateOptions extends OfCounty {
  readonly months: number;
  readonly town?: string;
  readonly seed: number;
}

const COUNTY = ['--county <code>', '县（6 位代码），默认本机第一个县'] as const;
const seed = wholeNumber(0, 2 ** 31 - 1);

export const matchCommands: Register = (program, run) => {
  const match = program
    .command('match')
    .description('把一个县愿意就业的劳动力和在招岗位全部匹配一遍，并送出')
    .option(...COUNTY)
    .option('--on <date>', '按哪一天算（YYYY-MM-DD），默认今天')
    .option('--seed <n>', '种子：条件完全相同的人按它排先后', seed, 1)
    .action(run.onData(matchAndSend));
  match
    .command('why <labourer> <job>')
    .description('一个岗位为什么送、为什么没送给一个人：逐条列出两边的条件')
    .action(
      run.onData((context, labourer: string, job: string) => why(context, labourer, job, match.opts<OfCounty>())),
    );
  match
    .command('simulate')
    .description('拿一个乡镇今天的登记册预演若干个月的每日匹配，与事先知道一切的最优相比；什么都不写入')
    .option('--months <n>', '预演几个月', wholeNumber(1, 36), 12)
    .option('--town <code>', '乡镇（12 位代码），默认求职的人最多的乡镇')
    .action(
      run.onData((context, own: Pick<SimulateOptions, 'months' | 'town'>) =>
        simulate(context, { ...match.opts<RunOptions>(), ...own }),
      ),
    );
};

async function matchAndSend(context: Context, { county, on, seed }: RunOptions): Promise<Result> {
  if (on !== undefined && !isCalendarDate(on)) throw new UsageError(`日期写成 YYYY-MM-DD，${on} 不是`);
  const ctx = await ofCounty(context, county);
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
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

async function why(context: Context, labourerId: string, jobId: string, { county }: OfCounty): Promise<Result> {
  for (const id of [labourerId, jobId]) {
    if (!UUID.test(id)) throw new UsageError(`${id} 不是编号：编号有 36 位，在识别卡和岗位的网址里`);
  }
  const data = await explain(await ofCounty(context, county), { query: { labourerId, jobId } });
  return { data, text: whyLines(data) };
}

async function simulate(context: Context, { county, town, months, seed }: SimulateOptions): Promise<Result> {
  const ctx = await ofCounty(context, county);
  const drawOf = (from: number) => chanceOf(from).next;
  const bar = context.bar('预演', 100);
  const onProgress = (share: number) => bar.at(share * 100);
  const data = await rehearse(ctx, { months, seed, onProgress, ...(town && { town }) }, drawOf);
  bar.end();
  const kept = data.best.kept === 0 ? 100 : (100 * data.kept) / data.best.kept;
  const text = `${data.townName} ${months} 个月、${data.runs} 次匹配：${data.labourers} 人，${data.jobs} 个岗位先后在招；应送的五个里送到 ${data.kept} 条，事先全知道也只能送 ${data.best.kept} 条（${kept.toFixed(1)}%）。`;
  return { data, text };
}

const ofCounty = async (context: Context, county?: string): Promise<Ctx> => ({
  ...context,
  actor: systemActor(county ?? (await firstCounty(context))),
});

async function firstCounty({ db }: Context): Promise<string> {
  const [first] = await listCounties(db);
  if (!first) throw new UsageError('还没有县：先运行 songgang county add 代码，或 songgang demo');
  return first.code;
}
