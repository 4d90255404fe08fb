import { verifyChain } from '../domains/audit/service.ts';
import { listCounties } from '../domains/regions/store.ts';
import { type Register, UsageError } from './frame.ts';

export const ledgerCommands: Register = (program, run) => {
  const ledger = program.command('ledger').description('只增不改的日志');
  ledger
    .command('verify')
    .description('从头核对一个县的日志；有一条对不上，就说是第几条，以 1 结束')
    .option('--county <code>', '县（6 位代码），默认本机第一个县')
    .action(
      run.onData(async (context, { county }: { county?: string }) => {
        const code = county ?? (await listCounties(context.db))[0]?.code;
        if (!code) throw new UsageError('还没有县：先运行 songgang county add 代码，或 songgang demo');
        const data = await verifyChain(context, code);
        const text =
          data.broken === null
            ? `核对了 ${data.rows} 条，一条不少、一条没改。`
            : `第 ${data.broken} 条对不上，它前面的 ${data.rows} 条没有问题。`;
        return { data, text, exitCode: data.broken === null ? 0 : 1 };
      }),
    );
};
