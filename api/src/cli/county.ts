import { seedRegions } from '../domains/regions/seed.ts';
import { addCounty } from '../domains/regions/service.ts';
import { adoptionFor, adoptLibrary } from '../domains/subsidies/policies/adopt.ts';
import { systemActor } from '../kernel/ctx.ts';
import { type Context, type Register, UsageError } from './frame.ts';

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
        const { name, policies } = await openCounty(context, code);
        const said = policies > 0 ? `，政策库里本地区的 ${policies} 条政策已发布` : '，政策库里没有本地区的政策';
        const text = `已开通 ${name}（${code}）${said}。下一步：songgang staff add --county ${code} --login admin --name 姓名 --role administrator`;
        return { data: { code, name, policies }, text };
      }),
    );
};

/** The county with the policies of its jurisdiction, where the library has one, in one transaction. */
async function openCounty(context: Context, code: string): Promise<{ name: string; policies: number }> {
  return context.db.transaction(async (tx) => {
    // A transaction is a database whose transaction() makes a savepoint.
    const { name } = await addCounty({ ...context, db: tx as unknown as Context['db'] }, code);
    const adoption = adoptionFor(code);
    if (!adoption) return { name, policies: 0 };
    const { adopted } = await adoptLibrary(tx, { ...context, actor: systemActor(code) }, adoption);
    return { name, policies: adopted };
  });
}
