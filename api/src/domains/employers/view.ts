import type { EmployerView } from '../../../contract/employers.ts';
import type { Reader } from '../../db/client.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { maskAddress } from '../notices/service.ts';
import { listRegions } from '../regions/store.ts';
import { allowedActions } from './core/employer.ts';
import type { Employer } from './store.ts';

const openOrNull = ({ vault }: Pick<Ctx, 'vault'>, sealed: string | null) =>
  sealed === null ? null : vault.open(sealed);

export async function viewOf(db: Reader, ctx: Pick<Ctx, 'vault' | 'actor'>, employer: Employer): Promise<EmployerView> {
  const [region] = await listRegions(db, [employer.regionCode]);
  const phone = openOrNull(ctx, employer.phoneSealed);
  const { id, creditCode, name, kind, workshopKind, products, regionCode, address, contactName, state, stateNote } =
    employer;
  return {
    id,
    creditCode,
    name,
    kind,
    workshopKind,
    products,
    regionCode,
    regionName: region?.name ?? regionCode,
    address,
    contactName,
    phoneMasked: phone === null ? null : maskAddress(phone),
    state,
    stateNote,
    verifiedAt: employer.verifiedAt?.toISOString() ?? null,
    createdAt: employer.createdAt.toISOString(),
    version: employer.version,
    actions: allowedActions(employer, ctx.actor.role),
  };
}
