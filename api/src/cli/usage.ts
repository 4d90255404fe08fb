import { type Command, CommanderError } from 'commander';

/** Commander's own complaints, in Chinese. Each names what it complains of between quotes. */
const SENTENCES: Record<string, string> = {
  'commander.unknownCommand': '没有这个命令：%',
  'commander.unknownOption': '没有这个选项：%',
  'commander.missingArgument': '少了参数：%',
  'commander.optionMissingArgument': '这个选项后面少了值：%',
  'commander.missingMandatoryOptionValue': '少了必填的选项：%',
  'commander.excessArguments': '参数太多了',
  'commander.invalidArgument': '选项的值不对：%',
  'commander.conflictingOption': '这两个选项不能同时用：%',
};

/** Help that was asked for is no error: undefined. */
export function usageSentence(error: CommanderError): string | undefined {
  if (error.exitCode === 0) return undefined;
  // A group of commands named without any of them.
  if (error.code === 'commander.help') return '请写明要运行的命令';
  const named = [...error.message.matchAll(/'([^']*)'/g)].map(([, name]) => name).join('、');
  return `${(SENTENCES[error.code] ?? '命令写得不对：%').replace('%', named)}。加 --help 查看用法。`;
}

/** Every command answers --help and --json, and says in Chinese what it has to say. */
export function finish(command: Command): void {
  command
    .helpOption('-h, --help', '显示用法')
    .configureOutput({ outputError: () => {} })
    .exitOverride()
    .configureHelp({ styleTitle: (title) => TITLES[title] ?? title });
  if (command.commands.length > 0) command.helpCommand(false);
  // A command that has others below it (match, match why) answers for itself too.
  if (command.parent) command.option('--json', '在标准输出只打印一个 JSON 对象');
  for (const sub of command.commands) finish(sub);
}

const TITLES: Record<string, string> = {
  'Usage:': '用法：',
  'Options:': '选项：',
  'Commands:': '命令：',
  'Arguments:': '参数：',
};

export const isUsage = (error: unknown): error is CommanderError => error instanceof CommanderError;
