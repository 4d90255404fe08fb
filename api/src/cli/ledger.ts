import { type LedgerVerification, verifyLedger } from '../domains/audit/exports.ts';
import { listCounties } from '../domains/regions/store.ts';
import { readSettings } from '../start/settings.ts';
import { type Register, UsageError } from './frame.ts';

export const ledgerCommands: Register = (program, run) => {
  const ledger = program.command('ledger').description('只增不改的日志');
  ledger
    .command('verify')
    .description('从头核对一个县的日志，再和每天导出的对；有一条对不上，就说是第几条，以 1 结束')
    .option('--county <code>', '县（6 位代码），默认本机第一个县')
    .action(
      run.onData(async (context, { county }: { county?: string }) => {
        const code = county ?? (await listCounties(context.db))[0]?.code;
        if (!code) throw new UsageError('还没有县：先运行 songgang county add 代码，或 songgang demo');
        const data = await verifyLedger(context, code, readSettings(process.env).home);
        return { data, text: told(data), exitCode: data.broken === null ? 0 : 1 };
      }),
    );
};

function told({ rows, broken, exports: { checked, differ } }: LedgerVerification): string {
  if (broken === null) return `核对了 ${rows} 条，一条不少、一条没改；和导出的 ${checked} 次也都一致。`;
  const [first] = differ;
  if (!first) return `第 ${broken} 条对不上，它前面的 ${rows} 条没有问题。`;
  const place = first.where === 'file' ? '导出文件' : '导出记录';
  return `和 ${first.on ?? '某一天'} 的${place}对不上：从第 ${broken} 条到第 ${first.seq ?? rows} 条之间有改动。`;
}
