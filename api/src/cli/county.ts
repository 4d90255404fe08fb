import { seedRegions } from '../domains/regions/seed.ts';
import { addCounty } from '../domains/regions/service.ts';
import { type Register, UsageError } from './frame.ts';

/** `songgang county add CODE`: opens a county on this installation. */
export const countyCommands: Register = (program, run) => {
  const county = program.command('county').description('本机上的县');
  county
    .command('add')
    .description('开通一个县')
    .argument('<CODE>', '县的 6 位行政区划代码，如 371311')
    .action(
      run.onData(async (context, code: string) => {
        if (!/^\d{6}$/.test(code)) throw new UsageError(`县代码是 6 位数字，${code} 不是`);
        await context.db.transaction(seedRegions);
        const { name } = await addCounty(context, code);
        const text = `已开通 ${name}（${code}）。下一步：songgang staff add --county ${code} --login admin --name 姓名 --role administrator`;
        return { data: { code, name }, text };
      }),
    );
};
