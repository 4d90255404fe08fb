import { connect } from '../../api/src/db/client.ts';

export const TEMPLATE = 'songgang_template';

export const inDatabase = (clusterUrl: string, name: string) =>
  Object.assign(new URL(clusterUrl), { pathname: name }).href;

/** Makes a fresh database of this name out of the migrated template, in place of what was there; returns its address. */
export async function cloneTemplate(clusterUrl: string, name: string): Promise<string> {
  const admin = connect(clusterUrl, 1);
  await admin.sql.unsafe(`drop database if exists ${name} with (force)`);
  await admin.sql.unsafe(`create database ${name} template ${TEMPLATE}`);
  await admin.close();
  return inDatabase(clusterUrl, name);
}

export async function dropClone(clusterUrl: string, name: string): Promise<void> {
  const admin = connect(clusterUrl, 1);
  await admin.sql.unsafe(`drop database if exists ${name} with (force)`);
  await admin.close();
}
