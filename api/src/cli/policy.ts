import { getCounty } from '../domains/regions/store.ts';
import {
  type AssessOptions,
  type CommandResult,
  policyAssess,
  policyCases,
  policyCheck,
} from '../domains/subsidies/cli.ts';
import { adoptionFor, adoptLibrary } from '../domains/subsidies/policies/adopt.ts';
import { AppError } from '../kernel/app-error.ts';
import { systemActor } from '../kernel/ctx.ts';
import type { Console, Context, Register, Result } from './frame.ts';

/** `songgang policy …`: judges files by the policy library alone, without a database; `adopt` gives it to a county. */
export const policyCommands: Register = (program, run) => {
  const policy = program.command('policy').description('补贴政策：检查政策库、试算一条规则、跑案例');
  policy
    .command('check')
    .description('检查政策库：格式、事实都有声明、同一规则的版本不重叠')
    .action(run.alone(async () => resultOf(policyCheck())));
  policy
    .command('assess')
    .description('按一条规则判断一组事实')
    .requiredOption('--rule <ID>', '规则编号')
    .requiredOption('--facts <FILE>', '事实，或带 facts 的整个问题（JSON）')
    .option('--units <FILE>', '计量单位的个数（JSON）')
    .action(
      run.alone(async ({ json, pathOf }: Console, { rule, facts, units }: AssessOptions) =>
        resultOf(policyAssess({ rule, json, facts: pathOf(facts), ...(units && { units: pathOf(units) }) })),
      ),
    );
  policy
    .command('cases')
    .argument('<FILE>', '案例文件（YAML）')
    .description('跑一个案例文件，逐条打印与预期的不同')
    .action(run.alone(async ({ pathOf }: Console, file: string) => resultOf(policyCases(pathOf(file)))));
  policy
    .command('adopt')
    .description('把政策库里本地区的政策发布给一个县，已有的不动')
    .requiredOption('--county <CODE>', '县的 6 位行政区划代码')
    .option('--plan <DOC>', '只要这一份文件的政策')
    .action(run.onData(adopt));
};

async function adopt(context: Context, { county, plan }: { county: string; plan?: string }): Promise<Result> {
  const { name } = await getCounty(context.db, county);
  const adoption = adoptionFor(county, plan);
  if (!adoption) throw new AppError('policy.no_library', { county });
  const ctx = { ...context, actor: systemActor(county) };
  const { adopted, known } = await context.db.transaction((tx) => adoptLibrary(tx, ctx, adoption));
  const text = `${name}：发布了 ${adopted} 条政策${known > 0 ? `，原有 ${known} 条没有动` : ''}`;
  return { data: { county, ...adoption, adopted, known }, text };
}

/** These commands make their own JSON: exact decimals would not survive being parsed here. */
const resultOf = ({ output, exitCode }: CommandResult): Result => ({
  data: jsonOrLines(output),
  text: output,
  exitCode,
});

function jsonOrLines(output: string): object {
  try {
    return JSON.parse(output) as object;
  } catch {
    return { lines: output.split('\n') };
  }
}
