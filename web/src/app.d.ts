import type { Actor } from '#lib/server/session.ts';
import type { Surface, Theme } from '#lib/surface.ts';

declare global {
  namespace App {
    interface Error {
      message: string;
      /** The refusal's code where the api refused; `say` has its sentence. */
      code?: string;
      details?: Record<string, unknown>;
      /** What to read out on the telephone when something of ours broke. */
      reference?: string;
    }
    interface Locals {
      /** Who is signed in; null for a visitor. */
      actor: Actor | null;
      /** False where the api could not say who is there. */
      isActorKnown: boolean;
      surface: Surface;
      theme: Theme;
      /** Cookies the api gave while this page was made; they belong to the visitor's browser. */
      setCookies: string[];
    }
    interface PageData {
      actor: Actor | null;
      surface: Surface;
      theme: Theme;
    }
  }
}
