import { DEMO_COUNTY, DEMO_DEFAULTS, loadDemo } from '../demo/load.ts';
import { forgetExports } from '../domains/audit/exports.ts';
import { readSettings } from '../start/settings.ts';
import type { Register } from './frame.ts';
import { wholeNumber } from './numbers.ts';

interface Options {
  readonly labourers: number;
  readonly jobs: number;
  readonly seed: number;
  readonly reset?: boolean;
}

export const demoCommands: Register = (program, run) => {
  program
    .command('demo')
    .description('装入演示县：虚构的人、单位和岗位，同一种子每次一样')
    .option('--labourers <n>', '劳动力人数', wholeNumber(1, 250_000), DEMO_DEFAULTS.labourers)
    .option('--jobs <n>', '岗位数', wholeNumber(1, 50_000), DEMO_DEFAULTS.jobs)
    .option('--seed <n>', '种子', wholeNumber(0, 2 ** 31 - 1), DEMO_DEFAULTS.seed)
    .option('--reset', '先清空演示县；不是演示县的，拒绝')
    .action(
      run.onData(async (context, { labourers, jobs, seed, reset = false }: Options) => {
        const bar = context.bar('装入演示数据', labourers + jobs);
        const data = await loadDemo(context, { labourers, jobs, seed, reset, onProgress: bar.at });
        bar.end();
        if (reset) await forgetExports(readSettings(process.env).home, DEMO_COUNTY);
        return {
          data,
          text: `演示县已装入：${data.labourers} 人，${data.households} 户，${data.jobs} 个岗位，用时 ${data.seconds} 秒。接着运行 songgang match。`,
        };
      }),
    );
};
