import fc from 'fast-check';
import type { Ctx } from '../../../api/src/kernel/ctx.ts';
import type { Officer, Scene } from './model-county.ts';
import type { Seen } from './model-seen.ts';

/** Something that one officer asks for at one client. `undefined`: in this county there is nothing to ask it of. */
export interface Deed {
  readonly name: string;
  act(scene: Scene, seen: Seen, client: number): Promise<unknown> | undefined;
}

export const nat = fc.nat({ max: 40 });
export const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];
export const of = (scene: Scene, role: Officer['role'], at: number): Officer =>
  pick(
    scene.officers.filter((one) => one.role === role),
    at,
  ) ?? SYSTEM;
export const SYSTEM: Officer = { id: '', role: 'system' };

type Row<T> = (at: T, ctx: (officer: Officer) => Ctx, scene: Scene, seen: Seen) => Promise<unknown> | undefined;
export const deed = <T>(name: string, given: fc.Arbitrary<T>, act: Row<T>): fc.Arbitrary<Deed> =>
  given.map((value) => ({
    name: `${name} ${JSON.stringify(value)}`,
    act: (scene, seen, client) => act(value, (officer) => scene.as(client, officer), scene, seen),
  }));
export const often = (times: number, arbitrary: fc.Arbitrary<Deed>) => ({ arbitrary, weight: times });
