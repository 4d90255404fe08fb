import cookie from '@fastify/cookie';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, type FastifyServerFactory } from 'fastify';
import { authRoutes } from './domains/auth/routes.ts';
import { recognise } from './domains/auth/service.ts';
import { campaignRoutes } from './domains/campaigns/routes.ts';
import { employerRoutes } from './domains/employers/routes.ts';
import { fairRoutes } from './domains/fairs/routes.ts';
import { importRoutes } from './domains/imports/routes.ts';
import { jobRoutes } from './domains/jobs/routes.ts';
import { ledgerRoutes } from './domains/ledgers/routes.ts';
import { withoutWork } from './domains/matching/at-work.ts';
import { offersBelow } from './domains/matching/offers-below.ts';
import { matchingRoutes } from './domains/matching/routes.ts';
import { noticeRoutes } from './domains/notices/routes.ts';
import { peopleRoutes } from './domains/people/routes.ts';
import { placementRoutes } from './domains/placements/routes.ts';
import { regionRoutes } from './domains/regions/routes.ts';
import { caseFileRoutes } from './domains/subsidies/case-file/routes.ts';
import { claimRoutes } from './domains/subsidies/claims/routes.ts';
import { personRecordRoutes } from './domains/subsidies/evidence/routes.ts';
import { paymentRoutes } from './domains/subsidies/payments/routes.ts';
import { policyRoutes } from './domains/subsidies/policies/routes.ts';
import { publicityRoutes } from './domains/subsidies/publicity/routes.ts';
import { supervisionRoutes } from './domains/supervision/routes.ts';
import { recogniseActors } from './http/auth.ts';
import { type CtxOf, type Serve, serveOn } from './http/endpoint.ts';
import { handleError, handleNotFound } from './http/error-handler.ts';
import { validatorCompiler } from './http/validator.ts';
import { IMPORT_KINDS } from './import-kinds.ts';
import type { Ctx } from './kernel/ctx.ts';
import { sessionRoutes } from './session-routes.ts';

/** Everything a use case needs but the one who asks. */
export type Deps = Omit<Ctx, 'actor'>;

const ROUTES: readonly ((serve: Serve) => void)[] = [
  authRoutes,
  noticeRoutes,
  regionRoutes,
  peopleRoutes(offersBelow, withoutWork),
  employerRoutes,
  importRoutes(IMPORT_KINDS),
  jobRoutes,
  matchingRoutes,
  campaignRoutes,
  fairRoutes,
  placementRoutes,
  policyRoutes,
  publicityRoutes,
  paymentRoutes,
  caseFileRoutes,
  supervisionRoutes,
  claimRoutes,
  personRecordRoutes,
  ledgerRoutes,
];

/** The api as a Fastify instance; `serverFactory` lets the web answer everything outside /api on the same port. */
export async function buildApp(
  deps: Deps,
  options: { serverFactory?: FastifyServerFactory; logger?: boolean } = {},
): Promise<FastifyInstance> {
  const { serverFactory, logger = false } = options;
  const app = Fastify({
    logger: logger && { level: 'warn' },
    trustProxy: 'loopback',
    bodyLimit: 1_000_000,
    ...(serverFactory && { serverFactory }),
  });
  const ctxOf: CtxOf = (actor) => ({ ...deps, actor });
  app.setValidatorCompiler(validatorCompiler);
  app.setErrorHandler(handleError);
  app.setNotFoundHandler(handleNotFound);
  await app.register(cookie);
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: '送岗 Songgang', version: '0.1.0' }, servers: [{ url: '/' }] },
  });
  await app.register(
    async (api) => {
      recogniseActors(api, (token) => recognise(deps.db, token, deps.now()));
      await api.register(async (session) => sessionRoutes(session, ctxOf));
      const serve = serveOn(api, ctxOf);
      for (const routes of ROUTES) routes(serve);
      api.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
    },
    { prefix: '/api' },
  );
  return app;
}
