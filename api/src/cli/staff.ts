import { randomBytes } from 'node:crypto';
import { STAFF_ROLES, type StaffRole } from '../../contract/scalars.ts';
import { addStaff } from '../domains/auth/service.ts';
import { getCounty, listCounties } from '../domains/regions/store.ts';
import { systemActor } from '../kernel/ctx.ts';
import { type Context, type Register, UsageError } from './frame.ts';

interface Options {
  readonly county?: string;
  readonly login: string;
  readonly name: string;
  readonly role: string;
  readonly region?: string;
}

const ROLES = STAFF_ROLES.join('、');

/** `songgang staff add`: opens an account; its first password is made here and told once. */
export const staffCommands: Register = (program, run) => {
  const staff = program.command('staff').description('工作人员的账号');
  staff
    .command('add')
    .description('开一个工作人员账号，初始密码只显示这一次')
    .requiredOption('--login <name>', '登录名')
    .requiredOption('--name <name>', '姓名')
    .option('--role <role>', `身份：${ROLES}`, 'administrator')
    .option('--county <code>', '县（6 位代码），默认本机第一个县')
    .option('--region <code>', '管哪里（12 位代码），默认全县')
    .action(
      run.onData(async (context, options: Options) => {
        const role = roleOf(options.role);
        const countyCode = await countyOf(context, options.county);
        const regionCode = options.region ?? `${countyCode}000000`;
        const password = randomBytes(12).toString('base64url');
        const body = { loginName: options.login, name: options.name, role, regionCode, password };
        const { id } = await addStaff({ ...context, actor: systemActor(countyCode) }, { body });
        const text = `已开通：登录名 ${options.login}，初始密码 ${password}（只显示这一次，请当面交给本人）`;
        return { data: { id, countyCode, ...body }, text };
      }),
    );
};

function roleOf(text: string): StaffRole {
  const role = STAFF_ROLES.find((known) => known === text);
  if (!role) throw new UsageError(`没有这个身份：${text}。可选：${ROLES}`);
  return role;
}

/** Throws region.county_not_here for a county that this installation does not have. */
async function countyOf({ db }: Context, given: string | undefined): Promise<string> {
  if (given !== undefined) return (await getCounty(db, given)).code;
  const [first] = await listCounties(db);
  if (!first) throw new UsageError('本机还没有县，先运行 songgang county add <6 位代码>');
  return first.code;
}
