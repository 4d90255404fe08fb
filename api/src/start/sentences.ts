import { DatabaseFault } from '../db/database-fault.ts';
import { StartFault } from './fault.ts';

const DISK = '磁盘已满，请腾出至少 1 GB 空间后重试';

/** What PostgreSQL's and the system's error codes mean for somebody who set DATABASE_URL. */
const CONNECTION: Record<string, string> = {
  ECONNREFUSED: '没有数据库在这个地址上应答，请确认 PostgreSQL 已启动、地址和端口没写错',
  CONNECT_TIMEOUT: '连接超时，请检查网络、防火墙和地址',
  ETIMEDOUT: '连接超时，请检查网络、防火墙和地址',
  EHOSTUNREACH: '这台主机连不通，请检查网络和地址',
  ENETUNREACH: '这台主机连不通，请检查网络和地址',
  ENOTFOUND: '找不到这台主机，请检查地址里的主机名',
  EAI_AGAIN: '找不到这台主机，请检查地址里的主机名和本机的域名解析',
  CONNECTION_CLOSED: '连接被对方关闭，请确认该端口上是 PostgreSQL',
  ECONNRESET: '连接被对方关闭，请确认该端口上是 PostgreSQL',
  '28P01': '用户名或密码不对，请改正',
  '28000': '数据库不允许这个用户连接，请改用户名或 pg_hba.conf',
  '3D000': '库不存在，请先用 createdb 建库',
  '42501': '这个用户没有建表的权限，请让它成为该库的所有者',
  '53300': '数据库的连接数已满，请调大 max_connections',
};

export function databaseUrlSentence(error: unknown): StartFault | undefined {
  const code = codeOf(error);
  const reason = code ? CONNECTION[code] : undefined;
  return reason ? new StartFault(`连不上 DATABASE_URL 指定的数据库：${reason}。`, { cause: error }) : undefined;
}

/** The sentence for an error that has one; undefined for a bug, whose stack is the better answer. */
export function sentenceFor(error: unknown): string | undefined {
  if (error instanceof StartFault) return error.message;
  if (error instanceof DatabaseFault) return databaseSentence(error);
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100') return `${DISK}。`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return `没有读写 ${path ?? '数据文件夹'} 的权限，请改用它的所有者运行，或用 SONGGANG_HOME 另指一个文件夹。`;
  }
  if (code === 'ENOENT' && path) return `找不到 ${path}，请检查路径。`;
  return undefined;
}

function databaseSentence({ code, details }: DatabaseFault): string {
  const otherwise = '或设 DATABASE_URL 使用已有的 PostgreSQL';
  switch (code) {
    case 'disk_full':
      return `${DISK}（${details.dir ?? details.log}）。`;
    case 'not_permitted':
      return `没有读写 ${details.dir ?? details.log} 的权限，请改用它的所有者运行，${otherwise}。`;
    case 'no_unprivileged_account':
      return `内置数据库不能以 root 身份运行，而本机没有 postgres 或 nobody 账户：请建一个，${otherwise}。`;
    case 'binaries_missing':
      return `没有装上内置数据库的软件包 ${details.package}：请检查网络后重试，${otherwise}。`;
    case 'initdb_failed':
      return `建立内置数据库失败（${details.dir}）：${lastLine(details.said)}。请排除后重试，${otherwise}。`;
    case 'start_failed':
      return `内置数据库启动失败，日志在 ${details.log}：${lastLine(details.said)}。请排除后重试，${otherwise}。`;
  }
}

const lastLine = (text = '') => text.trim().split('\n').at(-1) ?? '';

const codeOf = (error: unknown): string | undefined => {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as NodeJS.ErrnoException;
    if (code) return code;
  }
  return undefined;
};
